import { PassThrough } from 'node:stream'

interface LiveStreamOptions {
  readonly lifeMs: number
  readonly heartbeatMs?: number
}

/** A client that does not read gets this much kept for it and no more. */
const mostUnread = 64 * 1024
/** Between the end and the cut, for a client that does not read the end either. */
const partingMs = 5000
/** Timers hold no more. */
const longestMs = 2 ** 31 - 1

/**
 * An answer of server-sent events that ends: after its life, when somebody ends it, when the client has left or does not
 * read. Whatever belongs to it ends with it, also what is still being set up at that moment.
 */
export function createLiveStream({ lifeMs, heartbeatMs = 15_000 }: LiveStreamOptions) {
  const stream = new PassThrough()
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
  const life = setTimeout(end, Math.min(Math.max(lifeMs, 0), longestMs))
  let parting: NodeJS.Timeout | undefined
  stream.once('close', () => {
    clearInterval(heartbeat)
    clearTimeout(life)
    clearTimeout(parting)
  })
  return { stream, write, end, with: add }

  function write(text: string) {
    if (!stream.writable) return
    if (stream.readableLength + stream.writableLength > mostUnread) stream.destroy()
    else stream.write(text)
  }

  function end() {
    if (!stream.writable) return
    stream.end()
    parting = setTimeout(() => stream.destroy(), partingMs)
  }

  /** Waits for something that the stream needs, and stops it when the stream is over, even if that is before it began. */
  async function add(beginning: Promise<() => unknown>): Promise<void> {
    const stop = await beginning
    if (stream.destroyed) stop()
    else stream.once('close', stop)
  }
}

export type LiveStream = ReturnType<typeof createLiveStream>
