import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessGroup } from '@unsticky/processes'
import type { PromiseId, Step } from '@unsticky/steps'
import { experiments } from './experiments/index.ts'
import { type Cell, type Results, type StepResults, toResults } from './report/results.ts'
import {
  loginAttempts,
  type RunningStep,
  type Services,
  startServicesFor,
  startStep,
} from './world/start-step.ts'
import { createWorld, type Experiment, instancesPerFleet } from './world/world.ts'

export interface RunOptions {
  readonly steps: readonly Step[]
  readonly promises: readonly PromiseId[]
  /** Keeps the processes, their logs and the disks of the instances. */
  readonly group: ProcessGroup
  /** Where the histories go, one file a cell. */
  readonly directory: string
  /** Gets one line for each cell as it is known. */
  readonly log: (line: string) => void
  /** What the steps stand on, if it runs already; unless given, it is started and stopped. */
  readonly services?: Services
  /** Passed on to `startStep`. */
  readonly settings?: Readonly<Record<string, string>>
  readonly entry?: string
}

const cellTimeoutMs = 60_000

/** Runs the experiments, step after step, each step on one fleet of its own. */
export async function runPromises(options: RunOptions): Promise<Results> {
  if (options.services) return runSteps(options, options.services)
  await using services = await startServicesFor(options.steps)
  return await runSteps(options, services)
}

async function runSteps(options: RunOptions, services: Services): Promise<Results> {
  const { steps, log } = options
  const results: StepResults[] = []
  for (const step of steps) {
    const startedAt = performance.now()
    log(`step ${step.id}, ${step.title}`)
    await using running = await startStep(step, { ...options, cloudEnv: services.env })
    results.push({ step: step.id, cells: await runStep(step, running, options) })
    log(`step ${step.id} done in ${seconds(startedAt)} s`)
  }
  return toResults(results)
}

async function runStep(step: Step, running: RunningStep, { promises, directory, log }: RunOptions) {
  const cells = new Map<PromiseId, Cell>()
  for (const [id, experiment] of Object.entries(experiments) as [PromiseId, Experiment][]) {
    if (!promises.includes(id)) continue
    const startedAt = performance.now()
    const expected = step.keeps.includes(id) ? 'kept' : 'broken'
    const history = join(directory, `step-${step.id}`, `${id}.jsonl`)
    const cell = { expected, ...(await tryOut(experiment, { step, running, history })) } as const
    cells.set(id, cell)
    const verdict = cell.actual === expected ? '' : `   EXPECTED ${expected.toUpperCase()}`
    log(`  ${cell.actual.padEnd(6)} ${id.padEnd(20)} ${seconds(startedAt)} s  ${cell.detail}${verdict}`)
  }
  return cells
}

interface Trial {
  readonly step: Step
  readonly running: RunningStep
  readonly history: string
}

async function tryOut(
  experiment: Experiment,
  { step, running, history }: Trial,
): Promise<Omit<Cell, 'expected'>> {
  const world = createWorld({ step, loginAttempts, ...running })
  const timer = new AbortController()
  try {
    const late = sleep(cellTimeoutMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`Not done after ${cellTimeoutMs / 1000} s`)
    })
    const { kept, detail } = await Promise.race([experiment(world), late])
    return { actual: kept ? 'kept' : 'broken', detail }
  } catch (error) {
    return { actual: 'error', detail: error instanceof Error ? error.message : String(error) }
  } finally {
    timer.abort()
    world.saveHistory(history)
    await running.fleet.scale(instancesPerFleet) // whatever the experiment did, the next one finds three
  }
}

const seconds = (startedAt: number) => ((performance.now() - startedAt) / 1000).toFixed(1).padStart(4)
