import type { WorkspacePackage } from './packages.ts'
import { runCommand } from './run-command.ts'
import { failedCheck, passedCheck, sumOf, type Tally } from './tally.ts'
import { runTurboTask } from './turbo-tasks.ts'

export interface CheckContext {
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

export const announce = (step: string, name: string) => console.log(`\n── ${step} ${name} ${'─'.repeat(60)}`)
