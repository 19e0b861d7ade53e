import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type CartEvent, countUnits } from '@unsticky/cart'
import type { Now } from '@unsticky/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../config.ts'
import { createEventStreams } from '../event-streams.ts'
import { clientOf } from '../limits/client-address.ts'
import { createHoldings } from '../limits/holdings.ts'
import type { LiveStream } from '../live-stream.ts'
import { noStore } from '../no-store.ts'
import { EventStream, NoContent, problems } from '../schemas/common.ts'

interface CartEventOptions {
  readonly settings: Pick<Settings, 'STREAMS_PER_VISITOR' | 'STREAM_SECONDS' | 'SESSION_ABSOLUTE_SECONDS'>
  readonly now: Now
}

/** A token is looked at when a stream begins, so a phone's stream is short: the next one shows a token that still counts. */
const bearerSeconds = 300
/** Streams of one address, for each that a visitor may have: a household, an office. */
const visitorsPerAddress = 20

const response = { 200: EventStream, 204: NoContent, ...problems }

/**
 * `GET /api/cart/events`: tells a device by server-sent events that the cart has changed elsewhere, and how it stands
 * when it starts to listen. A lost event costs nothing but a moment: the next one, or the next page, has it all.
 */
export const cartEventRoutes: FastifyPluginAsyncTypebox<CartEventOptions> = async (app, options) => {
  const { settings, now } = options
  const streams = createEventStreams(app)
  const holdings = createHoldings()

  app.get(
    '/api/cart/events',
    { config: { limit: 'streams' }, schema: { tags: ['cart'], response }, onRequest: noStore },
    async (request, reply) => {
      reply.type('text/event-stream').header('X-Accel-Buffering', 'no')
      if (request.method === 'HEAD') return reply.send('')
      // A guest without an id has no cart that anybody could change. 204 tells a browser not to come back.
      if (!request.visitor.isKnown) return reply.removeHeader('content-type').code(204).send(null)
      const letGo = holdings.hold(holdersOf(request))
      const live = streams.open(letGo, { lifeMs: lifeOf(request) })
      endWithClient(live, reply)
      await follow(request, live)
      if (live.stream.destroyed) return reply.hijack().raw.destroy()
      return reply.send(live.stream)
    },
  )

  function holdersOf({ visitor, ip }: FastifyRequest) {
    const limit = settings.STREAMS_PER_VISITOR
    return [
      { holder: visitor.shopperId, limit },
      { holder: clientOf(ip), limit: limit * visitorsPerAddress },
    ]
  }

  /** No longer than the session, whose absolute end nobody announces. */
  function lifeOf({ visitor: { via }, session }: FastifyRequest) {
    if (via === 'bearer') return Math.min(settings.STREAM_SECONDS, bearerSeconds) * 1000
    const { createdAt } = session
    const endsAt =
      createdAt === undefined
        ? Number.POSITIVE_INFINITY
        : createdAt + settings.SESSION_ABSOLUTE_SECONDS * 1000
    return Math.min(settings.STREAM_SECONDS * 1000, endsAt - now())
  }

  async function follow({ visitor, carts, log }: FastifyRequest, live: EventStreamOf) {
    const { shopperId, via, tokenSubject } = visitor
    const tell = (event: CartEvent) => live.tell('cart', event)
    const quietly = async (subscribing: Promise<() => Promise<void>>) => {
      const stop = await subscribing
      return () => stop().catch((err) => log.warn({ err }, 'a subscription stays'))
    }
    try {
      await live.with(quietly(app.shop.subscribe(shopperId, tell)))
      if (via === 'session') await live.with(quietly(app.shop.onDevicesEnd(tokenSubject, live.end)))
      const cart = await carts.load(shopperId)
      tell({ revision: cart.revision, units: countUnits(cart) })
    } catch (error) {
      live.stream.destroy()
      throw error
    }
  }
}

type EventStreamOf = ReturnType<ReturnType<typeof createEventStreams>['open']>

/** The client may leave while its stream is being set up, when nobody reads from it yet. */
function endWithClient({ stream }: LiveStream, { raw }: FastifyReply) {
  if (raw.destroyed) stream.destroy()
  else raw.once('close', () => stream.destroy())
}
