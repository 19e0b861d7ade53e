import { createHash } from 'node:crypto'
import type { CartEvents } from '@unsticky/cart'

/** What reaches the devices of a shopper while their pages are open, on whichever instance they are connected to. */
export function createDeviceServices(events: CartEvents) {
  return {
    subscribe: events.subscribe,
    /** Tells every device of a session that it has ended. Best effort: a stream that misses it shows no new data. */
    endDevices: async (sessionId: string) =>
      events.publish(channelOf(sessionId), { revision: 0, units: 0 }).catch(() => {}),
    /** Calls back when the session ends. Resolves to a function that forgets the callback. */
    onDevicesEnd: (sessionId: string, listener: () => void) =>
      events.subscribe(channelOf(sessionId), listener),
  }
}

/** Not the session id itself: whoever sees channel names must not be able to take a session over. */
const channelOf = (sessionId: string) => `ended_${createHash('sha256').update(sessionId).digest('hex')}`
