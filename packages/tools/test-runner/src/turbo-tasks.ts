import { readFile } from 'node:fs/promises'
import { type Finished, runCommand } from './run-command.ts'

export interface TurboTasks extends Finished {
  /** Package → how its task ended; `undefined` when turbo ended before it could say. */
  readonly tasks: ReadonlyMap<string, TurboTask> | undefined
}

export interface TurboTask {
  readonly exitCode: number
  readonly seconds: number
}

interface TurboSummary {
  readonly tasks: readonly {
    readonly package: string
    readonly task: string
    /** Times in milliseconds since 1970. */
    readonly execution?: { exitCode: number | null; startTime: number; endTime: number }
  }[]
}

interface TurboOptions {
  readonly root: string
  readonly only?: readonly string[] | undefined
  readonly concurrency?: number
  readonly write?: (chunk: Buffer) => void
}

/** Runs one turbo task in every package, or in those of `only`, to the end, whatever fails on the way. */
export async function runTurboTask(
  task: string,
  args: readonly string[],
  { root, only, concurrency = 2, write }: TurboOptions,
): Promise<TurboTasks> {
  const filter = (only ?? []).map((name) => `--filter=${name}`)
  // Loose: tests fetch and start real servers, with whatever proxy and package index the machine needs.
  const pace = [`--concurrency=${concurrency}`, '--continue=always']
  const options = ['--summarize', ...pace, '--env-mode=loose', ...filter]
  const finished = await runCommand('turbo', ['run', task, ...options, ...args], {
    root,
    ...(write && { write }),
  })
  return { ...finished, tasks: await readTasks(task, finished.output) }
}

/** turbo names the file that says how each task ended in its last lines. */
async function readTasks(task: string, output: string): Promise<TurboTasks['tasks']> {
  const path = plain(output).match(/^Summary:\s+(\S.*)$/m)?.[1]
  if (!path) return undefined
  const { tasks }: TurboSummary = JSON.parse(await readFile(path.trim(), 'utf8'))
  const own = tasks.filter((each) => each.task === task)
  return new Map(own.map(({ package: name, execution }) => [name, toTask(execution)]))
}

const toTask = (execution: TurboSummary['tasks'][number]['execution']): TurboTask => ({
  exitCode: execution?.exitCode ?? 1,
  seconds: execution ? (execution.endTime - execution.startTime) / 1000 : 0,
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const plain = (text: string) => text.replaceAll(/\u001b\[[\d;]*m/g, '')
