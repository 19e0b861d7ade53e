import { spawn } from 'node:child_process'

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Milliseconds after which the program is killed. */
  readonly timeoutMs?: number
  /** Told the last line that the program wrote. */
  readonly onLine?: (line: string) => void
}

/**
 * Runs a program to its end and returns what it wrote, standard error included. Throws with the end of that output
 * when the program cannot be started, fails, or takes too long.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}) {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    })
    let output = ''
    const collect = (chunk: string) => {
      output += chunk
      options.onLine?.(lastLine(output))
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.once('error', (cause) =>
      reject(new Error(`Could not start ${command}: ${cause.message}`, { cause })),
    )
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}: ${tail(output)}`))
    })
  })
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)?.trim().slice(0, 80) ?? ''

const tail = (text: string) => text.trim().split('\n').slice(-6).join('\n')
