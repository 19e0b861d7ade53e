import type { ProcessGroup } from '@unsticky/processes'
import { type PromiseId, usesServices } from '@unsticky/steps'
import { type Results, type SubjectResults, toResults } from './report/results.ts'
import { runSubject } from './run-subject.ts'
import { assertRuns, nameOf, type Subject, settingsOf } from './subject.ts'
import { type Services, startServicesFor, startStep } from './world/start-step.ts'

export interface RunOptions {
  /** In the order of the results. */
  readonly subjects: readonly Subject[]
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

/** Runs the experiments on every subject, each on one fleet of its own. */
export async function runPromises(options: RunOptions): Promise<Results> {
  if (options.services) return runLanes(options, Promise.resolve(options.services))
  // The steps that need nothing do not wait for it.
  const starting = startServicesFor(options.subjects.map(({ step }) => step))
  starting.catch(() => {}) // who needs it hears of it
  try {
    return await runLanes(options, starting)
  } finally {
    await (await starting)[Symbol.asyncDispose]()
  }
}

/**
 * Two subjects at a time, because most of the time is waiting. Those that keep carts in a service would see each
 * other's there, and each other's stock, so they go one after the other.
 */
async function runLanes(options: RunOptions, services: Promise<Services>): Promise<Results> {
  const sharesCarts = ({ step }: Subject) => step.composition.carts === 'Valkey'
  const lanes = [
    options.subjects.filter((subject) => !sharesCarts(subject)),
    options.subjects.filter(sharesCarts),
  ]
  const startedAt = performance.now()
  const done = await allEnded(lanes.map((lane) => runLane(lane, { ...options, services })))
  const results = done.flat()
  return toResults(
    options.subjects.flatMap((subject) => results.find((result) => result.subject === subject) ?? []),
    { seconds: Math.round((performance.now() - startedAt) / 1000) },
  )
}

type LaneOptions = Omit<RunOptions, 'services'> & { readonly services: Promise<Services> }

async function runLane(lane: readonly Subject[], options: LaneOptions) {
  const results: SubjectResults[] = []
  for (const subject of lane) {
    const startedAt = performance.now()
    const { step } = subject
    const cloudEnv = usesServices(step) ? (await options.services).env : {}
    const settings = { ...settingsOf(subject), ...options.settings }
    await using running = await startStep(step, { ...options, cloudEnv, settings })
    await assertRuns(subject, running.fleet.url)
    results.push({ subject, cells: await runSubject(subject, running, options) })
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    options.log(`${nameOf(subject)}, ${step.title}: done in ${seconds} s`)
  }
  return results
}

/** Like Promise.all, but lets the others end before it throws: their fleets are still running. */
async function allEnded<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}
