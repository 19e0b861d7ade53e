import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkspacePackage } from './packages.ts'
import { runCommand } from './run-command.ts'
import { type Runner, runners } from './runners.ts'
import { failedCheck, passedCheck, sumOf, type Tally } from './tally.ts'
import { runTurboTask } from './turbo-tasks.ts'

interface CheckContext {
  readonly root: string
  readonly packages: readonly WorkspacePackage[]
  /** The one package to check; everything if it is left out. */
  readonly only: string | undefined
  /** "2/5" */
  readonly step: string
}

/** Biome's rules and format, one check for the whole tree. */
export async function checkLint({ root, packages, only, step }: CheckContext): Promise<Tally> {
  announce(step, 'lint')
  const targets = only ? packages.map(({ directory }) => directory) : ['.']
  const { exitCode, output } = await runCommand('biome', ['check', ...targets], { root })
  return exitCode === 0 ? passedCheck : failedCheck('lint', excerpt(output))
}

/** TypeScript, one check for each package. */
export async function checkTypes({ root, only, step }: CheckContext): Promise<Tally> {
  announce(step, 'types')
  const args = ['--output-logs=errors-only']
  const { tasks, output } = await runTurboTask('typecheck', args, { root, only: only ? [only] : undefined })
  if (!tasks) return failedCheck('types', 'turbo could not run the type check, see above')
  return sumOf(
    [...tasks].map(([name, { exitCode }]) =>
      exitCode === 0 ? passedCheck : failedCheck(`types of ${name}`, excerpt(linesOf(name, output))),
    ),
  )
}

/** Which package may import which: one check, always for all. */
export async function checkBoundaries({ root, step }: CheckContext): Promise<Tally> {
  announce(step, 'boundaries')
  const { exitCode } = await runCommand('turbo', ['boundaries'], { root })
  return exitCode === 0
    ? passedCheck
    : failedCheck('boundaries', 'turbo boundaries reports issues, see above')
}

/**
 * The tests of every package, counted one by one, three packages at a time: on two cores, as half of each waits. Always
 * run, never taken from a cache.
 */
export const checkTests = (context: CheckContext): Promise<Tally> =>
  runSuites('test', { ...context, title: 'tests', concurrency: 3 })

/** The suites that start fleets, one after the other: beside another one they would measure each other. */
export const checkFleets = (context: CheckContext): Promise<Tally> =>
  runSuites('test:fleets', { ...context, title: 'tests with fleets', concurrency: 1 })

interface SuitesContext extends CheckContext {
  readonly title: string
  readonly concurrency: number
}

async function runSuites(task: 'test' | 'test:fleets', context: SuitesContext): Promise<Tally> {
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

async function runWith(runner: Runner, task: string, { root, packages, title, concurrency }: SuitesContext) {
  for (const { directory } of packages) await rm(join(root, directory, runner.reportPath), { force: true })
  const args = ['--force', '--log-order=grouped', '--', ...runner.options]
  const only = packages.map(({ name }) => name)
  const { tasks } = await runTurboTask(task, args, { root, only, concurrency })
  if (!tasks) return failedCheck(title, 'turbo could not run the tests, see above')
  const tallyOf = async ({ name, directory }: WorkspacePackage): Promise<Tally> => {
    const { exitCode, seconds } = tasks.get(name) ?? { exitCode: 1, seconds: 0 }
    const tally = await runner.tally(join(root, directory, runner.reportPath), { name, exitCode })
    return { ...tally, times: [{ name: `${title} of ${name}`, seconds }] }
  }
  return sumOf(await Promise.all(packages.map(tallyOf)))
}

/** What turbo wrote for one package, without the name in front of every line. */
const linesOf = (name: string, output: string) =>
  output
    .split('\n')
    .flatMap((line) => line.split(`${name}:typecheck: `).slice(1))
    .join('\n')

/** The beginning, where the first problem stands; the rest is further up in the log. */
function excerpt(output: string, maxLines = 40) {
  const lines = output.trim().split('\n')
  return lines.length > maxLines ? [...lines.slice(0, maxLines), '…'].join('\n') : lines.join('\n')
}

const announce = (step: string, name: string) => console.log(`\n── ${step} ${name} ${'─'.repeat(60)}`)
