import { UnavailableError } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'

type Listener = (message: string) => void

interface Channel {
  readonly listeners: Set<Listener>
  /** Settles when Valkey has answered the subscription; all listeners of a channel share it. */
  readonly subscribed: Promise<unknown>
}

/** Shares one connection among all listeners: a channel is subscribed for the first and given up by the last. */
export function createChannels(subscriber: Valkey) {
  const channels = new Map<string, Channel>()
  subscriber.redis.on('message', (name: string, message: string) => {
    for (const listener of [...(channels.get(name)?.listeners ?? [])]) listener(message)
  })
  subscriber.redis.on('ready', () => void subscribeAgain())
  return { listen }

  /** Resolves when messages arrive, to a function that stops listening. Throws `UnavailableError`. */
  async function listen(name: string, listener: Listener): Promise<() => Promise<void>> {
    // A listener of its own per call, so that the same function may listen twice and stop once.
    const own: Listener = (message) => listener(message)
    const channel = channels.get(name) ?? open(name)
    channel.listeners.add(own)
    try {
      await channel.subscribed
    } catch (error) {
      if (channels.get(name) === channel) channels.delete(name)
      throw error
    }
    return () => stop(name, own)
  }

  function open(name: string): Channel {
    const subscribed = subscriber.ask((redis) => redis.subscribe(name))
    const channel = { listeners: new Set<Listener>(), subscribed }
    channels.set(name, channel)
    return channel
  }

  async function stop(name: string, listener: Listener) {
    const channel = channels.get(name)
    if (!channel?.listeners.delete(listener) || channel.listeners.size > 0) return
    channels.delete(name)
    await subscriber.ask((redis) => redis.unsubscribe(name)).catch(ignoreUnavailable)
  }

  /** A new connection has no subscriptions. */
  async function subscribeAgain() {
    const names = [...channels.keys()]
    if (names.length === 0) return
    // Should that fail, a further reconnect leads here again; without it the devices would stay deaf.
    await subscriber.ask((redis) => redis.subscribe(...names)).catch(() => subscriber.redis.disconnect(true))
  }
}

/** Without a connection there is no subscription to end; after a reconnect this channel is not asked for again. */
function ignoreUnavailable(error: unknown) {
  if (!(error instanceof UnavailableError)) throw error
}
