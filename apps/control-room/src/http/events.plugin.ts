import fp from 'fastify-plugin'
import type { Room } from '../room.ts'

/** A page in every tab of a workshop, but not without end: each holds a connection. */
const maxStreams = 20
/** Several changes in one moment are one snapshot. */
const gatherMs = 100

/** `/api/events`: a snapshot at once, after every change, and every second, as server-sent events. */
export const eventsPlugin = fp(
  async (app, { room }: { room: Pick<Room, 'snapshot' | 'onChange'> }) => {
    const streams = new Set<(text: string) => void>()
    const closers = new Set<() => void>()
    let timer: NodeJS.Timeout | undefined
    const forget = room.onChange(() => {
      if (streams.size > 0) timer ??= setTimeout(sendAll, gatherMs)
    })
    app.addHook('preClose', async () => {
      forget()
      clearTimeout(timer)
      for (const close of closers) close()
    })
    app.get('/api/snapshot', async () => room.snapshot())
    app.get('/api/events', async (request, reply) => {
      if (streams.size >= maxStreams) return reply.code(503).send({ message: 'Too many pages are open' })
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      const send = (text: string) => {
        // A page that does not read gets the next one; snapshots are whole.
        if (raw.writableLength < 1_000_000) raw.write(text)
      }
      const close = () => raw.end()
      streams.add(send)
      closers.add(close)
      request.raw.once('close', () => {
        streams.delete(send)
        closers.delete(close)
      })
      send(`retry: 1000\n${format(room.snapshot())}`)
    })

    function sendAll() {
      timer = undefined
      const text = format(room.snapshot())
      for (const send of streams) send(text)
    }
  },
  { name: 'events', dependencies: ['guard'] },
)

const format = (snapshot: unknown) => `data: ${JSON.stringify(snapshot)}\n\n`
