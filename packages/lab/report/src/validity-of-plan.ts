/** What only a planned run can tell of its validity: its order, the machine it had, whether it came to its end. */
import { type ByFleet, fleetEntries, shortFleetTitles } from './compare.ts'
import type { Evidence } from './evidence.ts'
import type { Plan } from './plan.ts'
import type { Finding } from './validity.ts'

/** Of all cores; what others take is missing from what is measured. */
const maxOthersShare = 0.15
/** Above this the machine itself is what is measured. */
const maxMachineShare = 0.9

/** Nothing when nobody wrote the order down. */
export function order(evidence: ByFleet<Evidence>): readonly Finding[] {
  const turns = fleetEntries(evidence).flatMap(([id, { repeats }]) =>
    repeats.flatMap(({ turn }, repeat) => (turn === undefined ? [] : [{ id, repeat, turn }])),
  )
  if (turns.length === 0) return []
  const rounds = [...Map.groupBy(turns, ({ repeat }) => repeat).values()].map((round) =>
    round.sort((a, b) => a.turn - b.turn).map(({ id }) => shortFleetTitles[id]),
  )
  // A fleet after the other would have every turn of one before the first turn of the next.
  const isInterleaved = rounds.every(
    (_, repeat) =>
      repeat === 0 ||
      Math.max(...turns.filter((each) => each.repeat === repeat - 1).map(({ turn }) => turn)) <
        Math.min(...turns.filter((each) => each.repeat === repeat).map(({ turn }) => turn)),
  )
  return [
    {
      what: 'In turns, so that a slow minute of the machine hits all alike',
      measured: rounds.map((names) => names.join(', ')).join('; '),
      ok: rounds.length > 1 ? isInterleaved : null,
    },
  ]
}

/** Nothing when nobody looked. */
export function machine(evidence: ByFleet<Evidence>): readonly Finding[] {
  const loads = fleetEntries(evidence).flatMap(([, { repeats }]) =>
    repeats.flatMap((each) => each.machine ?? []),
  )
  if (loads.length === 0) return []
  const most = (field: 'busyBefore' | 'busyDuring' | 'loadAverage') =>
    Math.max(...loads.map((load) => load[field]))
  const cores = loads[0]?.cores ?? 1
  return [
    {
      what: `The machine had nothing else to do: below ${maxOthersShare * 100} % busy before each run`,
      measured: `${percent(most('busyBefore'))} at most, of ${cores} cores; load average ${most('loadAverage').toFixed(1)} at most, with the run before still in it`,
      ok: most('busyBefore') < maxOthersShare,
    },
    {
      what: `The machine kept up: below ${maxMachineShare * 100} % busy while it was measured`,
      measured: `${percent(most('busyDuring'))} at most, shops, stores, balancer and generator together`,
      ok: most('busyDuring') < maxMachineShare,
    },
  ]
}

export function planned(
  { repeats, measureSeconds, shoppersPerSecond, isQuick, isFinished }: Plan,
  evidence: ByFleet<Evidence>,
): readonly Finding[] {
  const dropped = fleetEntries(evidence).flatMap(([, { droppedIterations }]) => droppedIterations ?? [])
  return [
    {
      what: 'Shoppers come at a rate of their own, however slow the shop is',
      measured: `${shoppersPerSecond} a second for ${measureSeconds} s, each fleet ${repeats === 1 ? 'once' : `${repeats} times`}`,
      // A shopper who could not come is one whom the slow shop was spared.
      ok: dropped.length === 0 ? null : dropped.every((count) => count === 0),
    },
    ...(isQuick
      ? [{ what: 'Long enough to conclude from', measured: 'no: --quick shows that it works', ok: false }]
      : []),
    ...(isFinished
      ? []
      : [
          {
            what: 'The run came to its end',
            measured: 'no: stopped before, so repeats are missing',
            ok: false,
          },
        ]),
  ]
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`
