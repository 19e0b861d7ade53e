import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'

const heartbeatMs = 15_000

/** Streams of server-sent events. They end when the instance drains: the browser then comes back to another one. */
export function createEventStreams(app: FastifyInstance) {
  const streams = new Set<PassThrough>()
  app.health.onDrain(endAll)
  app.addHook('preClose', async () => endAll())
  return { open }

  /** `onClose` is called once, however the stream ends. */
  function open(onClose: () => void) {
    const stream = new PassThrough()
    const write = (text: string) => void (stream.writable && stream.write(text))
    const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
    streams.add(stream)
    stream.once('close', () => {
      clearInterval(heartbeat)
      streams.delete(stream)
      onClose()
    })
    write('retry: 1000\n\n')
    const tell = (event: string, data: object) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    return { stream, tell, end: () => void stream.end() }
  }

  function endAll() {
    for (const stream of streams) stream.end()
  }
}
