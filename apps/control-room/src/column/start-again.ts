import { setTimeout as sleep } from 'node:timers/promises'

interface StartAgainOptions {
  readonly attempts?: number
  readonly waitMs?: number
  /** Told about every failure after which another attempt follows. */
  readonly onFailure: (error: unknown, next: { readonly attempt: number; readonly of: number }) => void
  readonly signal: AbortSignal
}

/** Starts something that may fail on a busy machine, again after a pause. Throws what the last attempt threw. */
export async function startAgain<T>(start: () => Promise<T>, options: StartAgainOptions): Promise<T> {
  const { attempts = 3, waitMs = 2000, onFailure, signal } = options
  for (let attempt = 1; ; attempt++) {
    try {
      return await start()
    } catch (error) {
      if (attempt === attempts || signal.aborted) throw error
      onFailure(error, { attempt: attempt + 1, of: attempts })
      await sleep(waitMs * attempt, undefined, { signal })
    }
  }
}
