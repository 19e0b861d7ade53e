import type express from 'express'
import type { Redis } from 'ioredis'

/** Server-sent events that reach the open pages of every instance. What is sent is a hint; the page asks for the rest. */
export async function createLiveUpdates(valkey: Redis) {
  const pages = new Map<string, Set<express.Response>>() // open connections of this process, which end with it
  const subscriber = valkey.duplicate() // a connection that subscribes can do nothing else
  await subscriber.subscribe('live-updates')
  subscriber.on('message', (_channel, message: string) => {
    const { who, news } = JSON.parse(message) as { who: string; news: unknown }
    for (const page of pages.get(who) ?? []) page.write(`data: ${JSON.stringify(news)}\n\n`)
  })
  return { announce, follow, close: () => subscriber.disconnect() }

  async function announce(who: string, news: unknown) {
    await valkey.publish('live-updates', JSON.stringify({ who, news }))
  }

  function follow(who: string, response: express.Response) {
    const own = pages.get(who) ?? new Set()
    pages.set(who, own.add(response))
    response.on('close', () => own.delete(response) && own.size === 0 && pages.delete(who))
    response
      .writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
      .flushHeaders()
  }
}
