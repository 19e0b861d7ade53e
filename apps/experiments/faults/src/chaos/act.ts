import { setTimeout as sleep } from 'node:timers/promises'
import type { Ledger, Outcome } from '@unsticky/continuity'
import type { createFetchBrowser } from '@unsticky/http/testing'

type Browser = ReturnType<typeof createFetchBrowser>

/** A shopper's laptop or phone. */
export interface ChaosDevice {
  readonly name: string
  readonly browser: Browser
}

export interface Told<T> {
  readonly outcome: Outcome
  /** 0: no answer. */
  readonly status: number
  readonly body: T | undefined
  readonly retryAfterMs: number
}

/** How long answers took, acknowledged or not, and which were neither. */
export interface Waits {
  add(ms: number, status: number): void
}

export interface Acting {
  readonly ledger: Ledger
  readonly waits: Waits
}

export interface Act<T> {
  readonly f: string
  readonly sent?: unknown
  /** The Idempotency-Key: with it the act is sent again until it has an outcome. */
  readonly key?: string
  readonly path: string
  readonly method?: string
  readonly json?: unknown
  /** What the answer shows, for the history. */
  readonly shows?: (body: T) => unknown
}

/** Longer than the balancer takes for its repeats; a person has gone by then. */
const patienceMs = 40_000

/** Does one act once, and writes down what was sent and what came back. */
export async function actOnce<T>(
  { ledger, waits }: Acting,
  device: ChaosDevice,
  act: Act<T>,
): Promise<Told<T>> {
  const { f, sent, key, path, method, json, shows } = act
  const written = ledger.invoke(f, sent, { process: device.name, ...(key && { key }) })
  const began = performance.now()
  const signal = AbortSignal.timeout(patienceMs)
  const options = { signal, json, ...(method && { method }), ...(key && { key }) }
  try {
    const answer = await device.browser.request(path, options)
    const text = await answer.text()
    const body = (text === '' ? undefined : JSON.parse(text)) as T
    waits.add(performance.now() - began, answer.status)
    const retryAfter = answer.headers.get('retry-after')
    const instance = answer.headers.get('x-instance-id')
    const outcome = written.answered(answer.status, () => shows?.(body), {
      saysRetry: retryAfter !== null,
      ...(instance && { instance }),
    })
    return { outcome, status: answer.status, body, retryAfterMs: Number(retryAfter ?? 0) * 1000 }
  } catch {
    // Refused, cut off in the middle, or too late: it may have happened all the same.
    waits.add(performance.now() - began, 0)
    written.info(undefined, { status: 0 })
    return { outcome: 'info', status: 0, body: undefined, retryAfterMs: 0 }
  }
}

/** Sends an act again, as the storefront does, until it is known how it ended; gives up after `forMs`. */
export async function actUntilTold<T>(
  acting: Acting,
  device: ChaosDevice,
  { forMs = 20_000, ...act }: Act<T> & { readonly forMs?: number },
): Promise<Told<T>> {
  const end = performance.now() + forMs
  for (;;) {
    const told = await actOnce(acting, device, act)
    if (told.outcome !== 'info' || performance.now() > end) return told
    await sleep(Math.min(1000, Math.max(200, told.retryAfterMs)))
  }
}

/** Gets a session and its CSRF token; nothing can be sent without. Resolves to whether it did so in time. */
export async function openSession({ browser }: ChaosDevice, { forMs = 60_000 } = {}): Promise<boolean> {
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    const session = await browser.openSession().catch(() => undefined)
    if (typeof session?.csrfToken === 'string') return true
    await sleep(250)
  }
  return false
}
