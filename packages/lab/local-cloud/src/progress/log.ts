import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import ora from 'ora'

/** Says what is going on. Injected, so that a test can listen and a program can be silent. */
export interface Log {
  info(line: string): void
  warn(line: string): void
  /**
   * Runs `work` and shows that it is running if it takes longer than two seconds. `work` may call `update` with what
   * it does right now.
   */
  step<T>(text: string, work: (update: (detail: string) => void) => Promise<T>): Promise<T>
}

interface LogOptions {
  readonly stream?: Writable & { isTTY?: boolean; columns?: number }
  /** Milliseconds a step may take before it is shown. */
  readonly quietMs?: number
  /** Milliseconds between two lines of a long step where there is no terminal to draw on. */
  readonly everyMs?: number
}

/** A spinner on a terminal, plain lines elsewhere. Writes to standard error: standard output belongs to results. */
export function createLog({
  stream = process.stderr,
  quietMs = 2000,
  everyMs = 15_000,
}: LogOptions = {}): Log {
  const write = (line: string) => void stream.write(`${line}\n`)
  return { info: write, warn: (line) => write(`warning: ${line}`), step }

  async function step<T>(text: string, work: (update: (detail: string) => void) => Promise<T>) {
    const started = performance.now()
    const state = { detail: '', shown: false }
    const describe = () => `${text}${state.detail && `: ${state.detail}`} (${seconds(started)} s)`
    const over = new AbortController()
    // A pseudo-terminal may have no width (CI, `docker run -t`), and ora would clear infinitely many lines there.
    const shown = stream.isTTY && stream.columns ? spin(describe, over.signal) : print(describe, over.signal)
    try {
      const result = await work((detail) => {
        state.detail = detail
      })
      if (state.shown) write(`${text}: done in ${seconds(started)} s`)
      return result
    } finally {
      over.abort()
      await shown
    }

    async function print(line: () => string, signal: AbortSignal) {
      for (let wait = quietMs; await pause(wait, signal); wait = everyMs) {
        state.shown = true
        write(line())
      }
    }

    async function spin(line: () => string, signal: AbortSignal) {
      if (!(await pause(quietMs, signal))) return
      state.shown = true
      const spinner = ora({ stream: stream as NodeJS.WriteStream, discardStdin: false, text: line() }).start()
      while (await pause(500, signal)) spinner.text = line()
      spinner.stop()
    }
  }
}

/** Says nothing. */
export const silentLog: Log = { info: () => {}, warn: () => {}, step: (_text, work) => work(() => {}) }

const seconds = (started: number) => Math.round((performance.now() - started) / 1000)

/** Waits; `false` when `signal` came first. The timer alone does not keep the process alive. */
const pause = (ms: number, signal: AbortSignal) => sleep(ms, true, { signal, ref: false }).catch(() => false)
