import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoCatalog } from '@unsticky/catalog'
import { type FleetContinuity, judge, parseHistory } from '@unsticky/continuity'
import type { Fleet, FleetStats } from '@unsticky/fleet'
import { runK6 } from '@unsticky/measure/k6'
import { type ProcessGroup, waitUntil } from '@unsticky/processes'
import { type MeasuredTraffic, readK6Points } from '@unsticky/report'
import { type InstanceMemory, type StoreKeys, watchMemory } from './instance-memory.ts'
import type { LoadTest } from './load-tests.ts'

export interface RunLoadOptions {
  readonly fleet: Fleet
  readonly k6Path: string
  readonly group: ProcessGroup
  /** Raw results go here. */
  readonly directory: string
  /** PROFILE, RATE, P95_MS and what else the scripts take. */
  readonly settings: Readonly<Record<string, string>>
  /** Counts the keys of the stores; a fleet without stores has none. */
  readonly readKeys?: () => Promise<readonly StoreKeys[]>
  readonly log: (line: string) => void
}

/** What one load came to, before it is judged. */
export interface LoadRun {
  /** k6's own thresholds: the claims of the script. */
  readonly thresholdsHold: boolean
  readonly traffic: MeasuredTraffic
  readonly continuity?: FleetContinuity
  readonly disturbance?: { readonly what: string; readonly endedBeforeLoad: boolean }
  /** The balancer's counters, of this run only. */
  readonly balancer: { readonly requests: number; readonly repeats: number; readonly repeatsRefused: number }
  /** Instances that were not there before, and what share of an even split each of them got. */
  readonly newInstances: readonly { readonly id: string; readonly requests: number }[]
  readonly memory: readonly InstanceMemory[]
  readonly keys: readonly StoreKeys[]
}

/** Seconds of undisturbed load before something is done to the fleet. */
const settleSeconds = 1.5

/** Runs the script against the fleet and does to the fleet what the test is about. */
export async function runLoad(test: LoadTest, options: RunLoadOptions): Promise<LoadRun> {
  const { fleet, k6Path, group, directory, settings, log } = options
  mkdirSync(directory, { recursive: true })
  const files = { pointsFile: join(directory, 'points.json'), historyFile: join(directory, 'history.jsonl') }
  const before = await fleet.stats()
  const known = fleet.instances.map(({ id }) => id)
  const memory = watchMemory(fleet)
  let isLoading = true
  const load = runK6(group, {
    ...{ k6Path, script: test.script, ...files },
    env: { TARGET: fleet.url, ...settings },
    timeoutMs: 45 * 60_000,
  }).finally(() => {
    isLoading = false
  })
  const disturbance = test.disturb && disturb(test.disturb)
  // Whichever fails first must not leave the other unheard.
  const [thresholdsHold, done] = await allOf(load, disturbance)
  await sleep(100) // the balancer's counters follow a moment later
  const after = await fleet.stats()
  return {
    thresholdsHold,
    traffic: await readK6Points(files.pointsFile),
    ...(test.hasLedger && { continuity: await judgeHistory(files.historyFile) }),
    ...(done && { disturbance: done }),
    balancer: difference(before, after),
    newInstances: after.targets.flatMap(({ id, requests }) =>
      id && !known.includes(id) ? [{ id, requests }] : [],
    ),
    memory: await memory.stop(),
    keys: (await options.readKeys?.()) ?? [],
  }

  async function disturb(act: NonNullable<LoadTest['disturb']>): Promise<LoadRun['disturbance']> {
    await waitUntil(async () => !isLoading || (await fleet.stats()).requests > before.requests, {
      what: 'the first request',
      timeoutMs: 60_000,
    })
    await sleep(settleSeconds * 1000)
    let noted = { what: 'nothing was done', endedBeforeLoad: false }
    await act(fleet, (what) => {
      log(what)
      noted = { what, endedBeforeLoad: isLoading }
    })
    return noted
  }
}

async function allOf<A, B>(first: Promise<A>, second: Promise<B> | undefined) {
  const [a, b] = await Promise.allSettled([first, second])
  if (a.status === 'rejected') throw a.reason
  if (b.status === 'rejected') throw b.reason
  return [a.value, b.value] as const
}

async function judgeHistory(file: string) {
  return judge(parseHistory(await readFile(file, 'utf8')), { initialStock })
}

const initialStock = Object.fromEntries(demoCatalog().map(({ product, stock }) => [product.id, stock]))

const difference = (before: FleetStats, after: FleetStats) => ({
  requests: after.requests - before.requests,
  repeats: after.repeats - before.repeats,
  repeatsRefused: after.repeatsRefused - before.repeatsRefused,
})
