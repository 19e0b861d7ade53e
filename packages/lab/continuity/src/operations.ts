import type { Act, HistoryEvent, Outcome } from './events.ts'

/** An act with its end: one invocation and what became of it. */
export interface Operation {
  readonly shopper: string
  readonly process: string
  readonly f: Act
  readonly key?: string
  /** What was sent. */
  readonly sent: unknown
  /** What was shown at the end. */
  readonly shown: unknown
  readonly outcome: Outcome
  readonly status?: number
  readonly instance?: string
  /** Index of the invocation. */
  readonly start: number
  /** Index of the end; `Infinity` when the outcome is unknown, as it may still happen. */
  readonly end: number
  readonly events: readonly HistoryEvent[]
}

/** Operations of every shopper, each list in the order of sending. An act that never ended is `info`. */
export function operationsByShopper(events: readonly HistoryEvent[]): ReadonlyMap<string, Operation[]> {
  const byShopper = new Map<string, HistoryEvent[]>()
  for (const event of events) {
    const own = byShopper.get(event.shopper)
    if (own) own.push(event)
    else byShopper.set(event.shopper, [event])
  }
  return new Map([...byShopper].map(([shopper, own]) => [shopper, pairUp(own)]))
}

function pairUp(events: readonly HistoryEvent[]): Operation[] {
  const ends = new Map<number, HistoryEvent>()
  const indexes = new Set<number>()
  for (const event of events) {
    assertNew(indexes, event)
    if (event.type !== 'invoke') ends.set(event.op, event)
  }
  const invocations = events.filter(({ type }) => type === 'invoke').sort((a, b) => a.index - b.index)
  assertInvoked(invocations, ends)
  return invocations.map((invocation) => toOperation(invocation, ends.get(invocation.op)))
}

function toOperation(invocation: HistoryEvent, last: HistoryEvent | undefined): Operation {
  const { shopper, process, f, key, value: sent, index: start } = invocation
  const outcome = last && last.type !== 'invoke' ? last.type : 'info'
  return {
    ...{ shopper, process, f, key, sent, start, outcome },
    shown: last?.value,
    status: last?.status,
    instance: last?.instance,
    end: last && outcome !== 'info' ? last.index : Number.POSITIVE_INFINITY,
    events: last ? [invocation, last] : [invocation],
  }
}

function assertNew(indexes: Set<number>, { shopper, index }: HistoryEvent) {
  // Two ledgers under one name would make an order that never was.
  if (indexes.has(index))
    throw new Error(`Two events of ${shopper} have index ${index}: one ledger a shopper`)
  indexes.add(index)
}

function assertInvoked(invocations: readonly HistoryEvent[], ends: ReadonlyMap<number, HistoryEvent>) {
  const known = new Set(invocations.map(({ op }) => op))
  for (const [op, { shopper, f }] of ends) {
    if (!known.has(op))
      throw new Error(`An end of ${f} of ${shopper} belongs to event ${op}, which is not there`)
  }
}

/**
 * Attempts under one Idempotency-Key as one operation: it starts with the first attempt, and is done with the first
 * acknowledgement. For operations that may have happened; attempts that failed say nothing about the others.
 */
export function foldAttempts(operations: readonly Operation[]): readonly Operation[] {
  const folded = new Map<string, Operation>()
  operations.forEach((operation, position) => {
    const id = operation.key === undefined ? `#${position}` : `${operation.f} ${operation.key}`
    const earlier = folded.get(id)
    folded.set(id, earlier ? fold(earlier, operation) : operation)
  })
  return [...folded.values()]
}

function fold(earlier: Operation, later: Operation): Operation {
  const told = later.outcome === 'ok' ? later : earlier
  const events = [...earlier.events, ...later.events]
  return { ...told, start: earlier.start, end: Math.min(earlier.end, later.end), events }
}
