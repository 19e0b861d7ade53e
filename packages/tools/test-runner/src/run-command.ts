import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export interface Finished {
  /** `null` when the process was killed or could not be started. */
  readonly exitCode: number | null
  /** What it wrote to stdout and stderr. */
  readonly output: string
}

interface CommandOptions {
  readonly root: string
  /** Where its output goes as it comes; to this terminal if it is left out. */
  readonly write?: (chunk: Buffer) => void
}

/** Runs a program of the root's node_modules and shows what it writes. Never throws: a failure is an exit code. */
export function runCommand(
  command: string,
  args: readonly string[],
  { root, write = (chunk) => process.stdout.write(chunk) }: CommandOptions,
): Promise<Finished> {
  const programs = join(root, 'node_modules/.bin')
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` }
  if (process.stdout.isTTY) env.FORCE_COLOR ??= '1'
  const child = spawn(join(programs, command), args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const show = (chunk: Buffer) => {
    output += chunk
    write(chunk)
  }
  child.stdout.on('data', show)
  child.stderr.on('data', show)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ exitCode: null, output: `${output}${error.message}` }))
    child.on('close', (exitCode) => resolve({ exitCode, output }))
  })
}
