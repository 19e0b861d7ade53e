/** What the stateless fleet costs in time, against each stateful one, endpoint by endpoint: size and spread first, then how far from chance. */

import { holm, mannWhitney, smallestP } from '@unsticky/k6-compare'
import { type ByFleet, type FleetId, fleetEntries } from './compare.ts'
import type { RepeatedEndpoint } from './endpoints.ts'
import type { Evidence } from './evidence.ts'
import { median } from './percentile.ts'

export interface FleetDifference {
  readonly against: FleetId
  /** "GET /api/cart": fleets that fail serve another mix, so all requests together say nothing. */
  readonly endpoint: string
  readonly measure: 'p95Ms'
  /** Medians over the repeats: of the stateful fleet, and of the stateless one. */
  readonly statefulMs: number
  readonly statelessMs: number
  /** Every repeat of one is slower than every repeat of the other. */
  readonly isApart: boolean
  /** Two-sided p of Mann and Whitney's test over the repeats, by Holm's rule for all endpoints together. */
  readonly p: number
  /** The smallest p that so many repeats can have: 0.1 for three of each. */
  readonly smallestP: number
}

export interface NotComparable {
  readonly against: FleetId
  readonly endpoint: string
  readonly because: string
}

export interface FleetDifferences {
  readonly differences: readonly FleetDifference[]
  readonly notComparable: readonly NotComparable[]
}

/** Above this share of failed requests an endpoint is another one: what still works there is the easy part. */
const maxFailedShare = 0.1
/** Of fewer requests a repeat the p95 is the slowest one, which is chance. */
const fewestPerRepeat = 20

/** Nothing where a fleet has fewer than two repeats, or did not run. Pure. */
export function fleetDifferences(evidence: ByFleet<Evidence>): FleetDifferences {
  const { stateless } = evidence
  const pairs = fleetEntries(evidence).flatMap(([against, stateful]) =>
    stateless && against !== 'stateless' && isRepeated(stateful) && isRepeated(stateless)
      ? pairsOf(against, { stateful, stateless })
      : [],
  )
  return {
    differences: adjusted(pairs.flatMap((pair) => ('because' in pair ? [] : [pair]))),
    notComparable: pairs.flatMap((pair) => ('because' in pair ? [pair] : [])),
  }
}

const isRepeated = ({ repeats }: Evidence) => repeats.length > 1

interface Fleets {
  readonly stateful: Evidence
  readonly stateless: Evidence
}

function pairsOf(
  against: FleetId,
  { stateful, stateless }: Fleets,
): readonly (FleetDifference | NotComparable)[] {
  return stateless.endpoints.map((after) => {
    const before = stateful.endpoints.find(({ name }) => name === after.name)
    const endpoint = after.name
    if (!before) return { against, endpoint, because: 'the stateful shop was not asked for it' }
    const because =
      objection(before, { of: 'stateful', repeats: stateful.repeats.length }) ??
      objection(after, { of: 'stateless', repeats: stateless.repeats.length })
    return because ? { against, endpoint, because } : differenceOf(against, { before, after })
  })
}

function objection(
  { requests, requestsFailed, requestsRefused = 0 }: RepeatedEndpoint,
  { of, repeats }: { of: string; repeats: number },
): string | undefined {
  if (requestsFailed > maxFailedShare * requests)
    return `${of} failed ${requestsFailed} of ${requests} requests`
  const good = requests - requestsFailed - requestsRefused
  if (good < fewestPerRepeat * repeats)
    return `${of} has ${good} good requests in ${repeats} repeats, too few for a p95`
}

function differenceOf(
  against: FleetId,
  { before, after }: { before: RepeatedEndpoint; after: RepeatedEndpoint },
): FleetDifference | NotComparable {
  const [a, b] = [before, after].map(({ p95Repeats = [] }) =>
    p95Repeats.filter((value) => value !== null),
  ) as [number[], number[]]
  const endpoint = after.name
  if (a.length < 2 || b.length < 2) return { against, endpoint, because: 'too few repeats have a p95' }
  return {
    ...{ against, endpoint, measure: 'p95Ms', statefulMs: median(a) ?? 0, statelessMs: median(b) ?? 0 },
    isApart: Math.max(...a) < Math.min(...b) || Math.max(...b) < Math.min(...a),
    p: mannWhitney(a, b).p,
    smallestP: rounded(smallestP(a.length, b.length)),
  }
}

/** All rows are tested together, so they are adjusted together. */
function adjusted(differences: readonly FleetDifference[]): readonly FleetDifference[] {
  const ps = holm(differences.map(({ p }) => p))
  return differences.map((difference, index) => ({ ...difference, p: rounded(ps[index] ?? 1) }))
}

const rounded = (p: number) => Math.round(p * 1e4) / 1e4

/** "+12.2 ms (× 2.63)", from stateful to stateless. */
export function differenceInWords({
  statefulMs: from,
  statelessMs: to,
}: Pick<FleetDifference, 'statefulMs' | 'statelessMs'>): string {
  const sign = to >= from ? '+' : '−'
  const ratio = from === 0 ? '' : ` (× ${(to / from).toFixed(2)})`
  return `${sign}${Math.abs(to - from).toFixed(1)} ms${ratio}`
}
