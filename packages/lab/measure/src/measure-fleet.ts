import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoCatalog } from '@unsticky/catalog'
import type { Fleet, FleetStats } from '@unsticky/fleet'
import type { ProcessGroup } from '@unsticky/processes'
import {
  type BalancerCounters,
  historyFileName,
  type RunRecord,
  type StoreUse,
  writeRunRecord,
} from '@unsticky/report'
import { runK6 } from './k6.ts'
import { usedSince } from './store-use.ts'
import { disturb } from './timeline.ts'
import { watchUsage } from './watch-usage.ts'

export interface MeasureOptions {
  readonly k6Path: string
  /** Of loadtests/; waits until STARTS_AT, which it is given with TARGET. */
  readonly script: string
  readonly env: Readonly<Record<string, string>>
  /** k6 needs a moment to load its script before the first shopper can come. */
  readonly k6StartMs: number
  /** Seconds after the first shopper came. */
  readonly killAtSeconds: number
  readonly restartAtSeconds: number
  readonly timeoutMs: number
  /** History, points and run.json go here. */
  readonly directory: string
  readonly pointsFileName: string
  readonly group: ProcessGroup
  readonly log: (line: string) => void
  /** What the stores have done so far, to know what the shoppers of this run made them do. */
  readonly readStores?: () => Promise<readonly StoreUse[]>
  /** For run.json, asked when the load is over. */
  readonly alsoRecord?: () => Partial<RunRecord>
  /** Ends it before its time: it throws, and no run.json is written. */
  readonly signal?: AbortSignal
}

/** Lets shoppers shop at a fleet while one instance is killed and another restarted, and keeps all that was seen. */
export async function measureFleet(fleet: Fleet, options: MeasureOptions): Promise<void> {
  const { directory, group, k6Path, script, env, timeoutMs, signal, log } = options
  const { readStores = async () => [], alsoRecord = () => ({}), killAtSeconds, restartAtSeconds } = options
  const before = { stores: await readStores(), balancer: countersOf(await fleet.stats()) }
  const instances = watchUsage(() => fleet.instances.filter(({ exit }) => !exit))
  const generator = watchUsage(() => [])
  try {
    const startsAt = Date.now() + options.k6StartMs
    const shoppers = runK6(group, {
      ...{ k6Path, script, timeoutMs, signal },
      env: { TARGET: fleet.url, STARTS_AT: String(startsAt), ...env },
      historyFile: join(directory, historyFileName),
      pointsFile: join(directory, options.pointsFileName),
      onStart: (pid) => generator.add('k6', pid),
    })
    const disturbing = disturb(fleet, startsAt, { killAtSeconds, restartAtSeconds, log, signal })
    const [timeline] = await Promise.all([disturbing, shoppers])
    await sleep(100) // Envoy's counters follow a moment later
    const balancer = since(before.balancer, countersOf(await fleet.stats()))
    const [k6] = generator.stop()
    await writeRunRecord(directory, {
      ...{ startsAtMs: startsAt, timeline, balancer, instances: instances.stop(), initialStock },
      ...(k6 && { generator: k6 }),
      stores: usedSince(before.stores, await readStores()),
      ...alsoRecord(),
    })
  } finally {
    instances.stop()
    generator.stop()
  }
}

/** A warm-up has passed the balancer, too. */
const since = (before: BalancerCounters, after: BalancerCounters): BalancerCounters => ({
  requests: after.requests - before.requests,
  repeats: after.repeats - before.repeats,
  repeatsThatHelped: after.repeatsThatHelped - before.repeatsThatHelped,
  repeatsRefused: after.repeatsRefused - before.repeatsRefused,
})

const countersOf = ({ targets, ...counters }: FleetStats): BalancerCounters => counters

const initialStock = Object.fromEntries(demoCatalog().map(({ product, stock }) => [product.id, stock]))
