/** `GET /api/cart/events`: tells a device by server-sent events that the cart has changed elsewhere. */
import { EventEmitter } from 'node:events'
import { type Cart, countUnits } from '@unsticky/cart'
import { createEventStreams } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import type { FastifyRequest } from 'fastify'
import { cartOf } from './cart.ts'
import type { Routes } from './config.ts'

// STATEFUL: an event reaches the devices that are connected to this instance, and no other.
export const liveUpdates = new EventEmitter().setMaxListeners(0)

/** All devices of an account listen to one channel; a guest has one device. */
const channelOf = ({ accountId, session }: FastifyRequest) => accountId ?? session.sessionId

const newsOf = (cart: Cart) => ({ revision: cart.revision, units: countUnits(cart) })

export const announce = (request: FastifyRequest, cart: Cart) =>
  liveUpdates.emit(channelOf(request), newsOf(cart))

export const liveUpdateRoutes: Routes = async (app, config) => {
  const streams = createEventStreams(app)

  app.get(
    '/api/cart/events',
    { schema: operations.followCart, exposeHeadRoute: false },
    async (request, reply) => {
      const [channel, ended] = [channelOf(request), `end of ${request.session.sessionId}`]
      const stop = () => liveUpdates.off(channel, onChange).off(ended, end)
      const { stream, tell, end } = streams.open(stop, { lifeMs: lifeOf(request) })
      const onChange = (news: object) => tell('cart', news)
      liveUpdates.on(channel, onChange).on(ended, end)
      onChange(newsOf(cartOf(request)))
      return reply.type('text/event-stream').header('X-Accel-Buffering', 'no').send(stream)
    },
  )

  /** No longer than the login, whose absolute end nobody announces. */
  function lifeOf({ session: { createdAt } }: FastifyRequest) {
    const longestMs = config.STREAM_SECONDS * 1000
    if (createdAt === undefined) return longestMs
    return Math.min(longestMs, createdAt + config.SESSION_ABSOLUTE_SECONDS * 1000 - Date.now())
  }
}
