import { readFile } from 'node:fs/promises'
import { type Finished, runCommand } from './run-command.ts'

export interface TurboTasks extends Finished {
  /** Package → exit code of its task; `undefined` when turbo ended before it could say. */
  readonly exitCodes: ReadonlyMap<string, number> | undefined
}

interface TurboSummary {
  readonly tasks: readonly { package: string; execution?: { exitCode: number | null } }[]
}

/** Runs one turbo task in every package, or in those of `only`, to the end, whatever fails on the way. */
export async function runTurboTask(
  task: string,
  args: readonly string[],
  {
    root,
    only,
    concurrency = 2,
  }: { root: string; only?: readonly string[] | undefined; concurrency?: number },
): Promise<TurboTasks> {
  const filter = (only ?? []).map((name) => `--filter=${name}`)
  // Loose: tests fetch and start real servers, with whatever proxy and package index the machine needs.
  const pace = [`--concurrency=${concurrency}`, '--continue=always']
  const options = ['--summarize', ...pace, '--env-mode=loose', ...filter]
  const finished = await runCommand('turbo', ['run', task, ...options, ...args], { root })
  return { ...finished, exitCodes: await readExitCodes(task, finished.output) }
}

/** turbo names the file with the exit codes in its last lines. */
async function readExitCodes(task: string, output: string) {
  const path = plain(output).match(/^Summary:\s+(\S.*)$/m)?.[1]
  if (!path) return undefined
  const { tasks }: TurboSummary = JSON.parse(await readFile(path.trim(), 'utf8'))
  const own = tasks.filter((each) => (each as { task?: string }).task === task)
  return new Map(own.map((each) => [each.package, each.execution?.exitCode ?? 1]))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const plain = (text: string) => text.replaceAll(/\u001b\[[\d;]*m/g, '')
