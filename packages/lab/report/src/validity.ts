import { type ByFleet, fleetEntries, fleetTitles } from './compare.ts'
import type { Evidence } from './evidence.ts'
import type { Plan } from './plan.ts'
import { machine, order, planned } from './validity-of-plan.ts'

/** One thing that makes a run worth believing, or not. */
export interface Finding {
  readonly what: string
  readonly measured: string
  /** `null` when it was not measured. */
  readonly ok: boolean | null
}

export interface Validity {
  /** Nothing that was measured speaks against the run. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
}

/** A generator that is busy for longer than this measures itself; a share of one core. */
const maxGeneratorShare = 0.8
/** Below this a difference cannot be told from chance. */
const wantedRepeats = 3

/**
 * Whether the figures can be believed: did the generator keep up, was it warm, was it done more than once, in turns, on
 * a machine that had nothing else to do? Says nothing of the shop. Few repeats are said, but lost carts need no
 * statistics, so they do not make a run invalid.
 */
export function validityOf(evidence: ByFleet<Evidence>, plan?: Plan): Validity {
  const findings = [
    ...[dropped(evidence), generator(evidence), warmUp(evidence, plan), repeats(evidence)],
    ...order(evidence),
    ...machine(evidence),
    ...(plan ? planned(plan, evidence) : []),
  ]
  return { ok: findings.every(({ ok }) => ok !== false), findings }
}

const valuesOf = (evidence: ByFleet<Evidence>) => fleetEntries(evidence).map(([, fleet]) => fleet)

function dropped(evidence: ByFleet<Evidence>): Finding {
  const known = valuesOf(evidence).flatMap(({ droppedIterations }) => droppedIterations ?? [])
  const total = known.reduce((sum, count) => sum + count, 0)
  return {
    what: 'The load was made as planned: no iteration was dropped',
    measured: known.length === 0 ? 'not measured' : `${total} dropped`,
    ok: known.length === 0 ? null : total === 0,
  }
}

function generator(evidence: ByFleet<Evidence>): Finding {
  const shares = valuesOf(evidence).flatMap((fleet) => fleet.generator?.peakCpuShare ?? [])
  const highest = Math.max(0, ...shares)
  return {
    what: `The generator was no bottleneck: below ${maxGeneratorShare * 100} % of one core at its busiest`,
    measured: shares.length === 0 ? 'not measured' : `${(highest * 100).toFixed(0)} % at most`,
    ok: shares.length === 0 ? null : highest < maxGeneratorShare,
  }
}

/** The first requests of a process are slow. Where there was no warm-up, what is compared is compared cold, alike for all. */
function warmUp(evidence: ByFleet<Evidence>, plan: Plan | undefined): Finding {
  const repeats = fleetEntries(evidence).flatMap(([id, fleet]) =>
    [fleet, ...(fleet.laterRepeats ?? [])].map(({ seconds }) => ({ id, seconds })),
  )
  const slow = repeats.filter(({ seconds }) => {
    const [first, ...later] = seconds.flatMap(({ p95Ms }) => p95Ms ?? [])
    return first !== undefined && later.length > 0 && first > 3 * Math.max(...later)
  })
  const hasSeconds = repeats.some(({ seconds }) => seconds.length > 0)
  const warmed = plan?.warmUpSeconds ? `; ${plan.warmUpSeconds} s of load before, which are in no figure` : ''
  const names = new Set(slow.map(({ id }) => fleetTitles[id]))
  return {
    what: 'No warm-up in the figures: the first second is not the slowest by far',
    measured: !hasSeconds
      ? 'not measured'
      : `${slow.length === 0 ? 'it is not' : `slow at first: ${[...names].join(', ')}`}${warmed}`,
    ok: hasSeconds ? slow.length === 0 : null,
  }
}

function repeats(evidence: ByFleet<Evidence>): Finding {
  const fewest = Math.min(...valuesOf(evidence).map((fleet) => fleet.repeats.length))
  const isEnough = fewest >= wantedRepeats
  return {
    what: `Repeated at least ${wantedRepeats} times`,
    measured: `${fewest} ${fewest === 1 ? 'run' : 'runs'} of each${isEnough ? '' : ': counts of losses stand; small differences in time may be chance'}`,
    ok: isEnough ? true : null,
  }
}
