import { NoAnswerError, toUnavailable } from './folder-failure.ts'

export interface FolderGuardOptions {
  /** Milliseconds until an operation must be through, waiting for its turn included. */
  readonly deadlineMs: number
  /** Operations in the file system at the same time. */
  readonly maxAtOnce: number
}

type Operation<T> = (signal: AbortSignal) => Promise<T>

/**
 * Runs operations on a shared folder so that none makes anybody wait for ever. A file server that is gone hangs whoever
 * asks it, inside the operating system, where nothing can be cancelled: so the caller is told at the deadline, and the
 * threads that hang are limited. Node has four for files, DNS and hashing together; with three at most in the folder,
 * the rest of the shop goes on.
 */
export function createFolderGuard(service: string, { deadlineMs, maxAtOnce }: FolderGuardOptions) {
  const waiting: (() => void)[] = []
  let free = maxAtOnce

  return async function ask<T>(operation: Operation<T>): Promise<T> {
    const deadline = startDeadline(deadlineMs)
    try {
      return await Promise.race([inTurn(operation, deadline.signal), deadline.passed])
    } catch (error) {
      throw toUnavailable(error, service)
    } finally {
      deadline.stop()
    }
  }

  async function inTurn<T>(operation: Operation<T>, signal: AbortSignal) {
    if (free > 0) free -= 1
    else await new Promise<void>((wake) => waiting.push(wake))
    try {
      // Who waited too long was told so and must not write any more.
      signal.throwIfAborted()
      return await operation(signal)
    } finally {
      const wakeNext = waiting.shift()
      if (wakeNext) wakeNext()
      else free += 1
    }
  }
}

export type FolderGuard = ReturnType<typeof createFolderGuard>

function startDeadline(milliseconds: number) {
  const controller = new AbortController()
  const { promise: passed, reject } = Promise.withResolvers<never>()
  // Nobody listens any more when the operation won the race.
  passed.catch(() => {})
  const timer = setTimeout(() => {
    const late = new NoAnswerError(`No answer within ${milliseconds} ms`)
    controller.abort(late)
    reject(late)
  }, milliseconds)
  return { signal: controller.signal, passed, stop: () => clearTimeout(timer) }
}
