/** What the stateless fleet costs in time, against each stateful one: size and spread first, then how far from chance. */

import { type ByFleet, type FleetId, fleetEntries } from './compare.ts'
import { mannWhitney, smallestP } from './compare-runs/mann-whitney.ts'
import { type Evidence, spreadOf } from './evidence.ts'
import { median } from './percentile.ts'

const fields = ['p50Ms', 'p95Ms', 'p99Ms'] as const

export interface FleetDifference {
  readonly against: FleetId
  readonly measure: (typeof fields)[number]
  /** Medians over the repeats: of the stateful fleet, and of the stateless one. */
  readonly statefulMs: number
  readonly statelessMs: number
  /** Every repeat of one is slower than every repeat of the other. */
  readonly isApart: boolean
  /** Two-sided p of Mann and Whitney's test over the repeats. */
  readonly p: number
  /** The smallest p that so many repeats can have: 0.1 for three of each. */
  readonly smallestP: number
}

/** Nothing where a fleet has fewer than two repeats, or did not run. Pure. */
export function fleetDifferences(evidence: ByFleet<Evidence>): readonly FleetDifference[] {
  const { stateless } = evidence
  if (!stateless) return []
  return fleetEntries(evidence)
    .filter(([id]) => id !== 'stateless')
    .flatMap(([against, stateful]) =>
      fields.flatMap((measure) => differenceOf(against, measure, { stateful, stateless })),
    )
}

interface Pair {
  readonly stateful: Evidence
  readonly stateless: Evidence
}

function differenceOf(
  against: FleetId,
  measure: (typeof fields)[number],
  { stateful, stateless }: Pair,
): readonly FleetDifference[] {
  const [a, b] = [stateful, stateless].map(({ repeats }) =>
    repeats.map((repeat) => repeat[measure]).filter((value) => value !== null),
  ) as [number[], number[]]
  const [spreadA, spreadB] = [spreadOf(stateful, measure), spreadOf(stateless, measure)]
  if (!spreadA || !spreadB) return []
  return [
    {
      ...{ against, measure, statefulMs: median(a) ?? 0, statelessMs: median(b) ?? 0 },
      isApart: spreadA[1] < spreadB[0] || spreadB[1] < spreadA[0],
      p: Math.round(mannWhitney(a, b).p * 1e4) / 1e4,
      smallestP: Math.round(smallestP(a.length, b.length) * 1e4) / 1e4,
    },
  ]
}

/** "+12.2 ms (× 2.63)", from stateful to stateless. */
export function differenceInWords({
  statefulMs: from,
  statelessMs: to,
}: Pick<FleetDifference, 'statefulMs' | 'statelessMs'>): string {
  const sign = to >= from ? '+' : '−'
  const ratio = from === 0 ? '' : ` (× ${(to / from).toFixed(2)})`
  return `${sign}${Math.abs(to - from).toFixed(1)} ms${ratio}`
}
