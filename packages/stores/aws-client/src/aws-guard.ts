import { UnavailableError } from '@unsticky/kernel'
import { ConfigurationError } from './configuration-error.ts'
import { isNamed, isPassing } from './failure.ts'

export interface AwsGuardOptions {
  /** Milliseconds until the whole operation must be through, repeats and several requests included. */
  readonly deadlineMs?: number
  /** Exception name → what to look at, for what only a wrong setting can cause. */
  readonly configurationErrors?: Readonly<Record<string, string>>
}

/** The second argument of every `client.send`. */
export interface AwsCall {
  readonly abortSignal: AbortSignal
}

/**
 * Runs the operations of one adapter. `service` is what an `UnavailableError` names: "order store".
 *
 * Slow, unreachable, throttled and broken become `UnavailableError` at the deadline at the latest; an exception that
 * only a wrong setting can cause becomes `ConfigurationError`; every other error travels on untouched.
 */
export function createAwsGuard(
  service: string,
  { deadlineMs = 2000, configurationErrors = {} }: AwsGuardOptions = {},
) {
  return async function ask<T>(operation: (call: AwsCall) => Promise<T>): Promise<T> {
    const deadline = startDeadline(deadlineMs)
    try {
      // The SDK looks at the signal while a request is on its way, not while it waits to repeat one.
      return await Promise.race([operation({ abortSignal: deadline.signal }), deadline.passed])
    } catch (error) {
      throw translate(error)
    } finally {
      deadline.stop()
    }
  }

  function translate(error: unknown): unknown {
    // Only the words: the exception itself carries the request, and with it carts, addresses and passwords.
    if (isPassing(error)) {
      const cause = new Error(`${error.name}: ${error.message}`)
      return new UnavailableError(service, { cause })
    }
    const wrong = Object.keys(configurationErrors).find((name) => isNamed(error, name))
    return wrong ? new ConfigurationError(`${configurationErrors[wrong]} (${wrong})`) : error
  }
}

export type AwsGuard = ReturnType<typeof createAwsGuard>

/** A timer that comes so late was held up by this process: the answer may have been here for as long. */
const ownDelayMs = 100

function startDeadline(milliseconds: number) {
  const controller = new AbortController()
  const { promise: passed, reject } = Promise.withResolvers<never>()
  // Nobody listens any more when the operation won the race.
  passed.catch(() => {})
  const begun = performance.now()
  let timer = setTimeout(look, milliseconds)
  return { signal: controller.signal, passed, stop: () => clearTimeout(timer) }

  /** Our own event loop was blocked: what was answered meanwhile is read first, and the service is not blamed. */
  function look() {
    if (performance.now() - begun - milliseconds < ownDelayMs) return giveUp()
    timer = setTimeout(giveUp, milliseconds / 2)
  }

  function giveUp() {
    const late = new DOMException(`No answer within ${milliseconds} ms`, 'TimeoutError')
    controller.abort(late)
    reject(late)
  }
}
