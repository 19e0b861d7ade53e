import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type FailureHandling, type Fleet, startFleet } from '@unsticky/fleet'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { type Contestant, entryOf } from './contestants.ts'
import { instanceEnv } from './instance-env.ts'
import { runK6 } from './k6.ts'
import type { Scenario } from './scenario.ts'
import { disturb, type TimelineEvent } from './timeline.ts'

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
}

export interface RawResult {
  readonly historyFile: string
  readonly pointsFile: string
  readonly timeline: readonly TimelineEvent[]
  readonly repeats: number
}

const script = fileURLToPath(new URL('../../../loadtests/02-continuity.ts', import.meta.url))

/** Starts one fleet, lets the shoppers shop while instances die, stops it. What was lost is judged afterwards. */
export async function runContestant(contestant: Contestant, options: ContestantOptions): Promise<RawResult> {
  const directory = join(options.directory, contestant.id)
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

async function shop(fleet: Fleet, { scenario, paths, directory, group, log }: Running): Promise<RawResult> {
  const files = { historyFile: join(directory, 'history.jsonl'), pointsFile: join(directory, 'points.json') }
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
    ...files,
    timeoutMs: 120_000,
  })
  const [timeline] = await Promise.all([disturb(fleet, startsAt, { ...scenario, log }), shoppers])
  await sleep(100) // Envoy's counters follow a moment later
  const { repeats } = await fleet.stats()
  return { ...files, timeline, repeats }
}
