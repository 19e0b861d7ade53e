import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FailureHandling, type Fleet, startFleet } from '@unsticky/fleet'
import { measureFleet } from '@unsticky/measure/measure-fleet'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { pointsFileName, type StoreUse } from '@unsticky/report'
import { type Contestant, entryOf } from '@unsticky/shops/contestants'
import { instanceEnv } from '@unsticky/shops/instance-env'
import type { Scenario } from './scenario.ts'

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

const script = fileURLToPath(new URL('../../../../loadtests/23-demo.ts', import.meta.url))

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

export type StartOptions = Pick<
  Running,
  'instances' | 'failureHandling' | 'cloudEnv' | 'paths' | 'directory' | 'settings' | 'group' | 'log'
>

export function startContestant({ id, step, routing }: Contestant, options: StartOptions): Promise<Fleet> {
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
  const { scenario, paths, directory, group, log, readStores } = options
  const { profile, shoppers, scarceProductId, k6StartMs, killAtSeconds, restartAtSeconds } = scenario
  await measureFleet(fleet, {
    k6Path: paths.k6,
    script,
    env: { PROFILE: profile, SHOPPERS: String(shoppers), SCARCE: scarceProductId },
    ...{ k6StartMs, killAtSeconds, restartAtSeconds, timeoutMs: 120_000 },
    ...{ directory, pointsFileName, group, log, readStores },
  })
  return { directory }
}
