import type { ColumnId, RoomEvent } from './snapshot.ts'

export interface Timeline {
  note(kind: RoomEvent['kind'], text: string, options?: { readonly column?: ColumnId }): void
  events(): readonly RoomEvent[]
  clear(): void
}

interface TimelineOptions {
  readonly now?: () => number
  /** Older ones are forgotten. */
  readonly keep?: number
  /** Called after every event. */
  readonly onEvent?: () => void
}

/** What happened, in order. */
export function createTimeline({ now = Date.now, keep = 150, onEvent }: TimelineOptions = {}): Timeline {
  let events: readonly RoomEvent[] = []
  let lastId = 0
  return { note, events: () => events, clear }

  function note(kind: RoomEvent['kind'], text: string, { column }: { readonly column?: ColumnId } = {}) {
    lastId += 1
    events = [...events, { id: lastId, at: now(), kind, text, ...(column && { column }) }].slice(-keep)
    onEvent?.()
  }

  function clear() {
    events = []
    onEvent?.()
  }
}
