import { Transform } from 'node:stream'

export interface Gate {
  /** Put between two sockets. */
  readonly stream: Transform
  /** While it is closed, chunks wait. */
  setOpen(isOpen: boolean): void
}

interface Waiting {
  readonly chunk: Buffer
  readonly dueAt: number
}

/** Above this the source is told to wait, so that a frozen connection does not fill the memory. */
const maxWaitingBytes = 256 * 1024

/** Lets bytes through in order, each chunk `delayMs()` after it came, and none while it is closed. */
export function createGate({ isOpen, delayMs }: { isOpen: boolean; delayMs: () => number }): Gate {
  const waiting: Waiting[] = []
  const state = { isOpen, bytes: 0 }
  let timer: NodeJS.Timeout | undefined
  let resume: (() => void) | undefined
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // A queue: never before the chunk ahead of it, even when the delay has been taken away meanwhile.
      waiting.push({ chunk, dueAt: performance.now() + delayMs() })
      state.bytes += chunk.length
      if (state.bytes < maxWaitingBytes) done()
      else resume = done
      release()
    },
    flush(done) {
      finish = done
      release()
    },
    destroy(error, done) {
      clearTimeout(timer)
      done(error)
    },
  })
  let finish: (() => void) | undefined
  return { stream, setOpen }

  function setOpen(isOpen: boolean) {
    state.isOpen = isOpen
    release()
  }

  function release() {
    clearTimeout(timer)
    if (!state.isOpen || stream.destroyed) return
    for (let [first] = waiting; first && first.dueAt <= performance.now(); [first] = waiting) {
      waiting.shift()
      state.bytes -= first.chunk.length
      stream.push(first.chunk)
    }
    const [next] = waiting
    if (next) timer = setTimeout(release, Math.max(1, next.dueAt - performance.now()))
    if (resume && state.bytes < maxWaitingBytes) {
      const goOn = resume
      resume = undefined
      goOn()
    }
    if (finish && waiting.length === 0) finish()
  }
}
