/** What a shopper writes down while shopping. Runs in k6, vitest and Playwright alike. */
import { type ClassifyOptions, classify } from './classify.ts'
import type { Act, HistoryEvent, Outcome } from './events.ts'

export interface LedgerOptions {
  readonly shopper: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Gets every event as it happens, for example to print it; a k6 shopper has no file. */
  readonly write?: (event: HistoryEvent) => void
}

export interface InvokeOptions {
  /** The device. Unless given: "device". */
  readonly process?: string
  /** Idempotency-Key. The same key again is the same act sent again. */
  readonly key?: string
}

export interface AnswerOptions extends ClassifyOptions {
  readonly status?: number
  readonly instance?: string
}

/** An act that was sent and whose end is still to be written down, once. */
export interface PendingAct {
  ok(shown?: unknown, options?: AnswerOptions): void
  fail(shown?: unknown, options?: AnswerOptions): void
  info(shown?: unknown, options?: AnswerOptions): void
  /** Writes down what `classify(status)` makes of the answer; `show` is asked only when it is `ok`. */
  answered(status: number, show?: () => unknown, options?: Omit<AnswerOptions, 'status'>): Outcome
}

export interface Ledger {
  readonly shopper: string
  /** Writes down that something is about to be sent. */
  invoke(f: Act, sent?: unknown, options?: InvokeOptions): PendingAct
  /** Everything so far, in order. */
  events(): readonly HistoryEvent[]
}

/** The ledger of one shopper, shared by all devices of that shopper: the order of its events is what is judged. */
export function createLedger({ shopper, now, write = () => {} }: LedgerOptions): Ledger {
  const written: HistoryEvent[] = []
  return { shopper, invoke, events: () => written }

  function invoke(f: Act, sent?: unknown, { process = 'device', key }: InvokeOptions = {}): PendingAct {
    const op = written.length
    const common = { shopper, process, f, op, ...(key !== undefined && { key }) }
    let isOpen = true
    record({ ...common, type: 'invoke', ...withValue(sent) })
    return { ok: end('ok'), fail: end('fail'), info: end('info'), answered }

    function end(type: Outcome) {
      return (shown?: unknown, { status, instance }: AnswerOptions = {}) => {
        if (!isOpen) throw new Error(`The end of ${f} (${shopper}, event ${op}) was written down twice`)
        isOpen = false
        const answer = { ...(status !== undefined && { status }), ...(instance && { instance }) }
        record({ ...common, type, ...withValue(shown), ...answer })
      }
    }

    function answered(status: number, show?: () => unknown, options: Omit<AnswerOptions, 'status'> = {}) {
      const outcome = classify(status, options)
      end(outcome)(outcome === 'ok' ? show?.() : undefined, { ...options, status })
      return outcome
    }
  }

  function record(event: Omit<HistoryEvent, 'time' | 'index'>) {
    const complete = { ...event, index: written.length, time: now() }
    written.push(complete)
    write(complete)
  }
}

const withValue = (value: unknown) => (value === undefined ? {} : { value })
