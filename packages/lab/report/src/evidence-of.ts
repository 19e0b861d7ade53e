/** How the evidence of a fleet comes about from its repeats. */
import { endpointsOf } from './endpoints.ts'
import type { Evidence, RepeatFigures, RepeatSeconds, RunEvidence, StoreUse } from './evidence.ts'
import type { Failure, MeasuredTraffic, SecondTraffic } from './k6-points.ts'

/** Pure. */
export function evidenceOf(runs: readonly (RunEvidence & { readonly cartsLost: number })[]): Evidence {
  const [first] = runs
  if (!first) throw new Error('A fleet that never ran has no evidence')
  const measured = runs.flatMap(({ traffic }) => ('seconds' in traffic ? [traffic] : []))
  const generator = runs
    .flatMap((run) => run.generator ?? [])
    .sort((a, b) => b.peakCpuShare - a.peakCpuShare)[0]
  const balancer = sumByField(runs.flatMap((run) => run.balancer ?? []))
  const cartsByDevices = devicesOf(runs)
  const [seconds, ...later] = runs.map(secondsOf)
  return {
    repeats: runs.map(figuresOf),
    ...{ timeline: [], seconds: [], ...seconds },
    ...(later.length > 0 && { laterRepeats: later }),
    endpoints: endpointsOf(measured),
    ...(measured.length > 0 && {
      droppedIterations: sum(measured.map(({ droppedIterations }) => droppedIterations)),
      bytesReceived: sum(measured.map(({ bytesReceived }) => bytesReceived)),
      requestsTookMs: sum(measured.map(({ tookMs = 0 }) => tookMs)),
      requestsExcused: sum(runs.map(excusedOf)),
      failures: failuresOf(measured),
    }),
    ...(cartsByDevices && { cartsByDevices }),
    ...(balancer && { balancer }),
    instances: first.instances ?? [],
    ...(generator && { generator }),
    stores: storesOf(runs),
    rawFiles: runs.flatMap(({ rawFiles = [] }) => rawFiles),
  }
}

function figuresOf(run: RunEvidence & { readonly cartsLost: number }): RepeatFigures {
  const { cartsLost, turn, machine, traffic } = run
  const { requests, requestsFailed, p50Ms, p95Ms, p99Ms } = traffic
  return {
    ...{ requests, requestsFailed, p50Ms, p95Ms, p99Ms, cartsLost },
    ...(turn !== undefined && { turn }),
    ...(machine && { machine }),
  }
}

function secondsOf({ traffic, timeline = [], startsAtMs }: RunEvidence): RepeatSeconds {
  if (!('seconds' in traffic)) return { timeline, seconds: [] }
  return { timeline, seconds: secondsSince(startsAtMs ?? traffic.firstAtMs, traffic) }
}

/** Around a kill: what was in flight fails at once, and the balancer knows soon after. */
function excusedOf({ traffic, timeline = [], startsAtMs }: RunEvidence): number {
  if (!('notRepeatableFailedAtMs' in traffic) || startsAtMs === undefined) return 0
  const kills = timeline.filter(({ kind }) => kind === 'kill')
  const isAtAKill = (atMs: number) =>
    kills.some(({ atSeconds, untilSeconds = atSeconds }) => {
      const seconds = (atMs - startsAtMs) / 1000
      return seconds >= atSeconds - 0.5 && seconds <= untilSeconds + 0.5
    })
  return traffic.notRepeatableFailedAtMs.filter(isAtAKill).length
}

function failuresOf(measured: readonly MeasuredTraffic[]): readonly Failure[] {
  const all = measured.flatMap(({ failures }) => failures)
  const groups = Object.values(Object.groupBy(all, ({ status, cause }) => `${status} ${cause}`))
  return groups
    .flatMap((same = []) =>
      same.slice(0, 1).map((first) => ({ ...first, count: sum(same.map(({ count }) => count)) })),
    )
    .sort((a, b) => b.count - a.count)
}

function devicesOf(runs: readonly RunEvidence[]): Evidence['cartsByDevices'] {
  const known = runs.flatMap(({ cartsByDevices }) => cartsByDevices ?? [])
  const [oneDevice, severalDevices] = [
    sumByField(known.map((each) => each.oneDevice)),
    sumByField(known.map((each) => each.severalDevices)),
  ]
  return oneDevice && severalDevices && { oneDevice, severalDevices }
}

function storesOf(runs: readonly RunEvidence[]): readonly StoreUse[] {
  const byName = Object.groupBy(
    runs.flatMap(({ stores = [] }) => stores),
    ({ name }) => name,
  )
  return Object.entries(byName).map(([name, uses = []]) => ({
    name,
    reads: sum(uses.map(({ reads }) => reads)),
    writes: sum(uses.map(({ writes }) => writes)),
    ...waited(uses),
  }))
}

const waited = (uses: readonly StoreUse[]) => {
  const known = uses.flatMap(({ waitedMs }) => waitedMs ?? [])
  return known.length === 0 ? {} : { waitedMs: sum(known) }
}

/** `undefined` of nothing. */
function sumByField<T extends object>(all: readonly T[]): T | undefined {
  const [first, ...others] = all
  if (!first) return undefined
  const fields = Object.keys(first) as (keyof T)[]
  return others.reduce<T>(
    (total, each) =>
      Object.fromEntries(fields.map((field) => [field, Number(total[field]) + Number(each[field])])) as T,
    first,
  )
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function secondsSince(startsAtMs: number, { firstAtMs, seconds }: MeasuredTraffic): readonly SecondTraffic[] {
  const offset = Math.round((startsAtMs - firstAtMs) / 1000)
  return seconds
    .map((each) => ({ ...each, second: each.second - offset }))
    .filter(({ second }) => second >= 0) // before the first shopper the script asks what there is to buy
}
