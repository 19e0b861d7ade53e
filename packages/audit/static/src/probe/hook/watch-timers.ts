import timers from 'node:timers'
import { type Recorder, watch } from './record.ts'

/** Work that repeats by itself. */
export function watchTimers(recorder: Recorder) {
  const note = ([, delay]: readonly unknown[]) => {
    const everyMs = Number(delay)
    recorder.record({ type: 'timer', everyMs: Math.max(everyMs || 1, 1) })
  }
  watch(globalThis, 'setInterval', { recorder, note })
  timers.setInterval = globalThis.setInterval
}
