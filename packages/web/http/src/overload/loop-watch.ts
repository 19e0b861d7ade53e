export interface LoopWatchOptions {
  /** Hears how late each look was, in milliseconds. */
  readonly onLook: (lateMs: number) => void
  readonly everyMs?: number
}

/** Looks how late the event loop comes to a timer: the time that whatever arrives now will wait at least. */
export function watchLoop({ onLook, everyMs = 20 }: LoopWatchOptions) {
  let due = performance.now() + everyMs
  let timer = setTimeout(look, everyMs)
  timer.unref()
  return {
    stop: () => clearTimeout(timer),
    /** How long ago the last look was: so long has the loop been at its present turn, or nearly. */
    sinceLook: () => performance.now() - (due - everyMs),
  }

  function look() {
    const now = performance.now()
    onLook(Math.max(0, now - due))
    due = now + everyMs
    timer = setTimeout(look, everyMs)
    timer.unref()
  }
}
