import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { announce, type CheckContext } from './checks.ts'
import { keepTimes, readLastTimes } from './last-times.ts'
import type { WorkspacePackage } from './packages.ts'
import { showProgress } from './progress.ts'
import { type Runner, runners } from './runners.ts'
import { createStatusLine } from './status-line.ts'
import { failedCheck, sumOf, type Tally } from './tally.ts'
import { runTurboTask } from './turbo-tasks.ts'

/**
 * The tests of every package, counted one by one, three packages at a time: on two cores, as half of each waits. Always
 * run, never taken from a cache.
 */
export const checkTests = (context: CheckContext): Promise<Tally> =>
  runSuites('test', { ...context, title: 'tests', concurrency: 3, isForced: true })

/** The suites that start fleets, one after the other: beside another one they would measure each other. */
export const checkFleets = (context: CheckContext): Promise<Tally> =>
  runSuites('test:fleets', { ...context, title: 'tests with fleets', concurrency: 1, isForced: true })

/** The tests that start no server, or hardly any. What has not changed since it passed comes from turbo's cache. */
export const checkQuickly = (context: CheckContext): Promise<Tally> =>
  runSuites('test:quick', { ...context, title: 'quick tests', concurrency: 2, isForced: false })

interface SuitesContext extends CheckContext {
  readonly title: string
  readonly concurrency: number
  /** Whether it runs although nothing has changed. */
  readonly isForced: boolean
}

async function runSuites(task: string, context: SuitesContext): Promise<Tally> {
  const tested = context.packages.filter(({ scripts }) => scripts.includes(task))
  if (tested.length === 0) return sumOf([])
  announce(context.step, context.title)
  const tallies: Tally[] = []
  // One runner after the other: turbo hands the same options to every package it is given.
  for (const [name, runner] of Object.entries(runners)) {
    const packages = tested.filter((each) => each.runner === name)
    if (packages.length > 0) tallies.push(await runWith(runner, task, { ...context, packages }))
  }
  return sumOf(tallies)
}

async function runWith(runner: Runner, task: string, context: SuitesContext): Promise<Tally> {
  const { root, packages, title } = context
  for (const { directory } of packages) await rm(join(root, directory, runner.reportPath), { force: true })
  const { tasks, output } = await runWatched(runner, task, context)
  if (!tasks) {
    console.log(output)
    return failedCheck(title, 'turbo could not run the tests, see above')
  }
  const tallyOf = async ({ name, directory }: WorkspacePackage): Promise<Tally> => {
    const { exitCode, seconds } = tasks.get(name) ?? { exitCode: 1, seconds: 0 }
    const tally = await runner.tally(join(root, directory, runner.reportPath), { name, exitCode })
    return { ...tally, times: [{ name: `${title} of ${name}`, seconds }] }
  }
  const tally = sumOf(await Promise.all(packages.map(tallyOf)))
  await keepTimes(root, title, tasks)
  return tally
}

/** Runs turbo with its output in a file and one line of progress here. */
async function runWatched(runner: Runner, task: string, context: SuitesContext) {
  const { root, packages, title, concurrency, isForced } = context
  const logPath = join(root, '.results', `${task.replace(':', '-')}.log`)
  await mkdir(join(root, '.results'), { recursive: true })
  const log = createWriteStream(logPath, { flags: 'a' })
  const done = new AbortController()
  const status = createStatusLine(process.stdout)
  const watching = showProgress({
    suites: packages.map(({ name, directory }) => ({
      name,
      reportPath: join(root, directory, runner.reportPath),
    })),
    lastTimes: await readLastTimes(root, title),
    concurrency,
    signal: done.signal,
    show: status.show,
  })
  const args = [...(isForced ? ['--force'] : []), '--log-order=grouped', '--', ...runner.options]
  const only = packages.map(({ name }) => name)
  const write = (chunk: Buffer) => log.write(chunk)
  const finished = await runTurboTask(task, args, { root, only, concurrency, write })
  done.abort()
  await watching
  status.end(`${packages.length} suites ended; their whole output: ${logPath.slice(root.length + 1)}`)
  log.end()
  return finished
}
