import type { CartEvent } from '@unsticky/cart'
import { UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createValkeyCartEvents } from './cart-events.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

const freshShopper = () => `account_${crypto.randomUUID()}`
const openEvents = () => createValkeyCartEvents({ redis: valkey.connect(), subscriber: valkey.connect() })

it('subscribes once for many listeners and gives the channel up with the last', async () => {
  const [events, shopper, redis] = [openEvents(), freshShopper(), valkey.connect()]
  const countSubscriptions = async () => {
    const answer = (await redis.ask((connection) =>
      connection.pubsub('CHANNELS', `*${shopper}`),
    )) as unknown[]
    return answer.length
  }
  const [first, second] = [createInbox(), createInbox()]
  const stopFirst = await events.subscribe(shopper, first.push)
  const stopSecond = await events.subscribe(shopper, second.push)

  await stopFirst()
  await stopFirst()
  await events.publish(shopper, { revision: 1, units: 1 })
  expect(await second.next()).toEqual({ revision: 1, units: 1 })
  expect(first.events).toEqual([])
  expect(await countSubscriptions()).toBe(1)

  await stopSecond()
  expect(await countSubscriptions()).toBe(0)
})

it('hears again after Valkey was killed and came back', async () => {
  const [events, shopper, inbox] = [openEvents(), freshShopper(), createInbox()]
  await events.subscribe(shopper, inbox.push)

  await valkey.server.kill()
  await expect(events.publish(shopper, { revision: 1, units: 1 })).rejects.toThrow(UnavailableError)
  await valkey.server.restart({ empty: true })

  await expect.poll(() => publishAndCount({ revision: 2, units: 2 }), { timeout: 30_000 }).toBeGreaterThan(0)

  async function publishAndCount(event: CartEvent) {
    await events.publish(shopper, event).catch(() => {})
    return inbox.events.length
  }
})

it('hears again after Valkey was frozen so long that the connection was given up', async () => {
  const [redis, subscriber] = [valkey.connect(), valkey.connect()]
  const events = createValkeyCartEvents({ redis, subscriber })
  const [shopper, inbox] = [freshShopper(), createInbox()]
  await events.subscribe(shopper, inbox.push)
  valkey.server.freeze()
  // What the socket's own timeout does after 5 s.
  subscriber.redis.disconnect(true)
  await expect(events.subscribe(freshShopper(), inbox.push)).rejects.toThrow(UnavailableError)
  valkey.server.thaw()

  await expect
    .poll(() => events.publish(shopper, { revision: 2, units: 2 }).then(() => inbox.events.length), {
      timeout: 30_000,
    })
    .toBeGreaterThan(0)
})

function createInbox() {
  const events: CartEvent[] = []
  const waiting: ((event: CartEvent) => void)[] = []
  return {
    events,
    push(event: CartEvent) {
      events.push(event)
      waiting.shift()?.(event)
    },
    next: () =>
      events.length > 0
        ? Promise.resolve(events[0])
        : new Promise<CartEvent>((resolve) => void waiting.push(resolve)),
  }
}
