/**
 * A history: what a shopper did and what it was told, one JSON object a line, in Jepsen's words.
 * https://github.com/jepsen-io/history
 */

/** What a shopper can do. Other names are kept and not judged. */
export type Act =
  | 'signUp'
  | 'login'
  | 'logout'
  | 'addToCart'
  | 'setQuantity'
  | 'readCart'
  | 'readProfile'
  | 'updateProfile'
  | 'putPicture'
  | 'readPicture'
  | 'checkout'
  | 'cancelOrder'
  | 'readOrders'
  | 'readStock'
  | (string & {})

/**
 * How an act ended. `ok`: acknowledged, so it must hold from now on. `fail`: definitely did not happen.
 * `info`: nobody can say (timeout, 5xx, connection reset); it may happen now, later or never.
 */
export type Outcome = 'ok' | 'fail' | 'info'

export interface HistoryEvent {
  readonly shopper: string
  /** The device, such as "laptop" or "phone". */
  readonly process: string
  readonly type: 'invoke' | Outcome
  readonly f: Act
  /** At `invoke` what was sent, at the end what was shown. Never a password or a cookie: reports print it. */
  readonly value?: unknown
  /** Milliseconds since 1970. For people; the checkers go by `index`. */
  readonly time: number
  /** Counts a shopper's events in the order in which they happened. */
  readonly index: number
  /** The `index` of the `invoke` that this event belongs to; one device may have two acts in flight. */
  readonly op: number
  /** HTTP status; 0 when there was no answer. */
  readonly status?: number
  /** The instance that answered. */
  readonly instance?: string
  /** Idempotency-Key. */
  readonly key?: string
}

/** Value of `addToCart` and `setQuantity`; the lines of `readCart`, `checkout` and an order. */
export interface Line {
  readonly productId: string
  readonly quantity: number
}

/** Value shown by an acknowledged `checkout`; `readOrders` shows `{ orders: ShownOrder[] }`. */
export interface ShownOrder {
  readonly orderId: string
  readonly number?: string | number
  readonly lines?: readonly Line[]
}

/** One line of a history, without the line break. */
export const formatEvent = (event: HistoryEvent): string => JSON.stringify(event)

/** Events of a history. Throws at a line that is no event, naming it: a broken history must not be judged. */
export function parseHistory(text: string): readonly HistoryEvent[] {
  const events: HistoryEvent[] = []
  text.split('\n').forEach((line, index) => {
    if (line.trim() !== '') events.push(parseEvent(line, index + 1))
  })
  return events
}

/** One event from one line of a history. Throws, naming `lineNumber`. */
export function parseEvent(line: string, lineNumber: number): HistoryEvent {
  const event = parseJson(line)
  const problem = isRecord(event) ? problemOf(event) : 'is no JSON object'
  if (problem) throw new Error(`Line ${lineNumber} of the history ${problem}: ${line.slice(0, 120)}`)
  return event as HistoryEvent
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function problemOf(event: Record<string, unknown>): string | undefined {
  for (const name of ['shopper', 'process', 'f'])
    if (typeof event[name] !== 'string') return `has no text "${name}"`
  for (const name of ['time', 'index', 'op'])
    if (!Number.isFinite(event[name])) return `has no number "${name}"`
  if (!['invoke', 'ok', 'fail', 'info'].includes(event.type as string)) return 'has no known "type"'
  return undefined
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
