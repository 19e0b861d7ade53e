import { PassThrough } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type CartEvent, countUnits } from '@unsticky/cart'
import type { FastifyRequest } from 'fastify'
import { noStore } from '../no-store.ts'
import { EventStream, problems } from '../schemas/common.ts'

const heartbeatMs = 15_000

/**
 * `GET /api/cart/events`: tells a device by server-sent events that the cart has changed elsewhere, and how it stands
 * when it starts to listen. A lost event costs nothing but a moment: the next one, or the next page, has it all.
 */
export const cartEventRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const streams = new Set<PassThrough>()
  const endStreams = () => {
    for (const stream of streams) stream.end()
  }
  // The browser comes back by itself, to an instance that is not about to stop.
  app.health.onDrain(endStreams)
  app.addHook('preClose', async () => endStreams())

  app.get(
    '/api/cart/events',
    { schema: { tags: ['cart'], response: { 200: EventStream, ...problems } }, onRequest: noStore },
    async (request, reply) => {
      const stream = new PassThrough()
      await follow(request, stream)
      streams.add(stream)
      stream.once('close', () => streams.delete(stream))
      return reply.type('text/event-stream').header('X-Accel-Buffering', 'no').send(stream)
    },
  )

  async function follow({ visitor, carts, log }: FastifyRequest, stream: PassThrough) {
    const { shopperId, via, tokenSubject } = visitor
    const tell = (event: CartEvent) => {
      if (stream.writable) stream.write(`event: cart\ndata: ${JSON.stringify(event)}\n\n`)
    }
    const stops = [await app.shop.subscribe(shopperId, tell)]
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs)
    stream.once('close', () => {
      clearInterval(heartbeat)
      for (const stop of stops) stop().catch((err) => log.warn({ err }, 'a subscription stays'))
    })
    try {
      if (via === 'session') stops.push(await app.shop.onDevicesEnd(tokenSubject, () => stream.end()))
      stream.write('retry: 1000\n\n')
      const cart = await carts.load(shopperId)
      tell({ revision: cart.revision, units: countUnits(cart) })
    } catch (error) {
      stream.destroy()
      throw error
    }
  }
}
