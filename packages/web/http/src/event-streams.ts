import type { FastifyInstance } from 'fastify'
import { createLiveStream, type LiveStream } from './live-stream.ts'

/** Streams of server-sent events. They end when the instance drains: the browser then comes back to another one. */
export function createEventStreams(app: FastifyInstance) {
  // state-audit-ignore: streams that are open at this instance, to end them when it stops
  const streams = new Set<LiveStream>()
  app.health.onDrain(endAll)
  app.addHook('preClose', async () => endAll())
  return { open }

  /** `onClose` is called once, however the stream ends; it ends after `lifeMs` at the latest. */
  function open(onClose: () => void, { lifeMs }: { lifeMs: number }) {
    const live = createLiveStream({ lifeMs })
    streams.add(live)
    live.stream.once('close', () => {
      streams.delete(live)
      onClose()
    })
    live.write('retry: 1000\n\n')
    const tell = (event: string, data: object) =>
      live.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    return { ...live, tell }
  }

  function endAll() {
    for (const stream of streams) stream.end()
  }
}
