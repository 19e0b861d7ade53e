export interface LoopWatchOptions {
  /** Hears how late each look was, in milliseconds. */
  readonly onLook: (lateMs: number) => void
  readonly everyMs?: number
}

/** Looks how late the event loop comes to a timer: the time that whatever arrives now will wait at least. */
export function watchLoop({ onLook, everyMs = 20 }: LoopWatchOptions) {
  // state-audit-ignore: how busy this process is, and nothing about a shopper
  let due = performance.now() + everyMs
  // state-audit-ignore: how busy this process is, and nothing about a shopper
  let workBegan: number | undefined
  let timer = setTimeout(look, everyMs)
  timer.unref()
  return {
    stop: () => clearTimeout(timer),
    /** How long the loop has worked at its present turn since this was first asked in it: a pause before is no work. */
    workedMs: () => {
      const now = performance.now()
      workBegan ??= now
      return now - workBegan
    },
  }

  function look() {
    const now = performance.now()
    onLook(Math.max(0, now - due))
    due = now + everyMs
    workBegan = undefined
    timer = setTimeout(look, everyMs)
    timer.unref()
  }
}
