import type { CartEvent, CartEvents } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { createChannels } from './channels.ts'

export interface ValkeyCartEventsOptions {
  /** Publishes. */
  readonly redis: Valkey
  /** A connection of its own for hearing: one per instance, however many devices listen. */
  readonly subscriber: Valkey
}

/**
 * Live updates by publish/subscribe: every instance hears what any instance publishes, itself included. Nothing is
 * stored: what is published while a connection is down is not heard, and the device asks for its cart later.
 */
export function createValkeyCartEvents({ redis, subscriber }: ValkeyCartEventsOptions): CartEvents {
  const channels = createChannels(subscriber)
  return {
    livesIn: { kind: 'shared', name: 'Valkey (publish/subscribe)' },
    async publish(shopperId, event) {
      await redis.ask((connection) => connection.publish(channelOf(shopperId), JSON.stringify(event)))
    },
    subscribe(shopperId, listener) {
      return channels.listen(channelOf(shopperId), (message) => listener(JSON.parse(message) as CartEvent))
    },
    async close() {
      await Promise.all([subscriber.close(), redis.close()])
    },
  }
}

const channelOf = (shopperId: ShopperId) => `cart-events:${shopperId}`
