import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { demoCatalog } from '@unsticky/catalog'
import { type FailureHandling, type Fleet, startFleet } from '@unsticky/fleet'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { historyFileName, pointsFileName, type StoreUse, writeRunRecord } from '@unsticky/report'
import { type Contestant, entryOf } from './contestants.ts'
import { instanceEnv } from './instance-env.ts'
import { runK6 } from './k6.ts'
import type { Scenario } from './scenario.ts'
import { usedSince } from './store-use.ts'
import { disturb } from './timeline.ts'
import { watchUsage } from './watch-usage.ts'

export interface ContestantOptions {
  readonly scenario: Scenario
  readonly instances: number
  readonly failureHandling: FailureHandling
  readonly cloudEnv: Readonly<Record<string, string>>
  readonly paths: { readonly envoy: string; readonly k6: string }
  /** Where the raw results go. */
  readonly directory: string
  readonly settings?: Readonly<Record<string, string>>
  readonly log: (line: string) => void
  /** Which time this is, from 1: each has a folder of its own. */
  readonly repeat?: number
  /** What the stores have done so far, to know what the shoppers of this run made them do. */
  readonly readStores?: () => Promise<readonly StoreUse[]>
}

/** The folder that holds history.jsonl, points.json and run.json. */
export interface RawResult {
  readonly directory: string
}

const script = fileURLToPath(new URL('../../../loadtests/23-demo.ts', import.meta.url))

/** Starts one fleet, lets the shoppers shop while instances die, stops it. What was lost is judged afterwards. */
export async function runContestant(contestant: Contestant, options: ContestantOptions): Promise<RawResult> {
  const { repeat = 1 } = options
  const directory = join(options.directory, repeat === 1 ? contestant.id : `${contestant.id}-${repeat}`)
  await using group = createProcessGroup({ directory })
  const fleet = await startContestant(contestant, { ...options, directory, group })
  try {
    return await shop(fleet, { ...options, directory, group })
  } finally {
    await fleet.stop({ graceMs: 0 }) // the raw results are in; nobody is left to be served
  }
}

interface Running extends ContestantOptions {
  readonly group: ProcessGroup
}

export function startContestant({ id, step, routing }: Contestant, options: Running): Promise<Fleet> {
  const { instances, failureHandling, cloudEnv, paths, directory, settings, group, log } = options
  return startFleet({
    name: id,
    instances,
    program: { entry: entryOf(step), env: instanceEnv(step, { cloudEnv, directory, settings }) },
    balancer: { routing, failureHandling },
    envoyPath: paths.envoy,
    group,
    log,
  })
}

async function shop(fleet: Fleet, options: Running): Promise<RawResult> {
  const { scenario, paths, directory, group, log, readStores = async () => [] } = options
  const before = await readStores()
  const instances = watchUsage(() => fleet.instances.filter(({ exit }) => !exit))
  const generator = watchUsage(() => [])
  const startsAt = Date.now() + scenario.k6StartMs
  const shoppers = runK6(group, {
    k6Path: paths.k6,
    script,
    env: {
      TARGET: fleet.url,
      PROFILE: scenario.profile,
      SHOPPERS: String(scenario.shoppers),
      STARTS_AT: String(startsAt),
      SCARCE: scenario.scarceProductId,
    },
    historyFile: join(directory, historyFileName),
    pointsFile: join(directory, pointsFileName),
    timeoutMs: 120_000,
    onStart: (pid) => generator.add('k6', pid),
  })
  const [timeline] = await Promise.all([disturb(fleet, startsAt, { ...scenario, log }), shoppers])
  await sleep(100) // Envoy's counters follow a moment later
  const { targets, ...balancer } = await fleet.stats()
  const [k6] = generator.stop()
  await writeRunRecord(directory, {
    ...{ startsAtMs: startsAt, timeline, balancer, instances: instances.stop(), initialStock },
    ...(k6 && { generator: k6 }),
    stores: usedSince(before, await readStores()),
  })
  return { directory }
}

const initialStock = Object.fromEntries(demoCatalog().map(({ product, stock }) => [product.id, stock]))
