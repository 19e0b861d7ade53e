import type { EventEmitter } from 'node:events'
import type { CartChange } from '@unsticky/cart'
import { InvalidInputError, UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Valkey } from '../connection/connect-valkey.ts'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createValkeyCartStore } from './cart-store.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey({ durable: true })
})
afterAll(() => valkey[Symbol.asyncDispose]())

const freshShopper = () => `account_${crypto.randomUUID()}`
const adding = (productId: string) => ({ kind: 'add', productId, quantity: 1, priceCents: 990 }) as const
const freshKey = () => ({ key: crypto.randomUUID() })

it('rejects in bounded time while Valkey is frozen, and recovers alone', async () => {
  const [store, shopper] = [createValkeyCartStore({ redis: valkey.connect() }), freshShopper()]
  const { cart } = await store.change(shopper, adding('kettle'), freshKey())

  valkey.server.freeze()
  const startedAt = performance.now()
  await expect(store.load(shopper)).rejects.toThrow(UnavailableError)
  const waitedMs = performance.now() - startedAt
  valkey.server.thaw()

  expect(waitedMs).toBeLessThan(900)
  expect(await store.load(shopper)).toEqual(cart)
})

it('has every acknowledged add when Valkey is killed among them', async () => {
  const [store, shopper] = [createValkeyCartStore({ redis: valkey.connect() }), freshShopper()]
  const acknowledged: string[] = []
  const adds = Array.from({ length: 50 }, async (_, index) => {
    const productId = `product-${index}`
    await store.change(shopper, adding(productId), freshKey())
    acknowledged.push(productId)
    if (acknowledged.length === 20) await valkey.server.kill()
  })

  const outcomes = await Promise.allSettled(adds)
  await valkey.server.restart()

  const found = await whenThere(() => store.load(shopper))
  expect(found.lines.map((line) => line.productId)).toEqual(expect.arrayContaining(acknowledged))
  expect(acknowledged.length).toBeGreaterThanOrEqual(20)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(UnavailableError)
  }
})

it('has all of 50 acknowledged adds when Valkey is killed right after the last', async () => {
  const [store, shopper] = [createValkeyCartStore({ redis: valkey.connect() }), freshShopper()]
  const keys = Array.from({ length: 50 }, freshKey)
  await Promise.all(keys.map((key, index) => store.change(shopper, adding(`product-${index}`), key)))

  await valkey.server.kill()
  await valkey.server.restart()

  expect((await whenThere(() => store.load(shopper))).lines).toHaveLength(50)
  const repeat = await store.change(shopper, adding('product-0'), keys[0] ?? freshKey())
  expect(repeat.replayed).toBe(true)
})

it('does not make a change after a reconnect whose caller was told that it failed', async () => {
  const redis = valkey.connect()
  const [store, shopper] = [createValkeyCartStore({ redis }), freshShopper()]
  await store.load(shopper)
  await valkey.server.kill()
  await longPauseBeforeReconnect(redis.redis)

  const change = store.change(shopper, adding('kettle'), freshKey())
  const [outcome] = await Promise.allSettled([change, valkey.server.restart()])

  expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(UnavailableError) })
  expect((await whenThere(() => store.load(shopper))).lines).toEqual([])
})

it('leaves no key behind that lives for ever, but the index', async () => {
  const redis = valkey.connect()
  const store = createValkeyCartStore({ redis })
  const [guest, account] = [`guest_${crypto.randomUUID()}`, freshShopper()]
  await store.change(guest, adding('kettle'), freshKey())
  await store.mergeGuest(guest, account)
  await store.markReminded(await store.load(account))
  await store.markReminded({ shopperId: freshShopper(), lines: [], revision: 1, updatedAt: 1 })

  const keys = await redis.ask((connection) => connection.keys('*'))
  const lifetimes = await Promise.all(keys.map((key) => redis.ask((connection) => connection.ttl(key))))

  expect(keys.filter((_, index) => lifetimes[index] === -1)).toEqual(['carts:idle'])
})

it('takes no more room for the keys of 2,000 changes than for those of 64', async () => {
  const redis = valkey.connect()
  const [store, guest] = [createValkeyCartStore({ redis }), `guest_${crypto.randomUUID()}`]
  const change = (quantity: number) =>
    store.change(guest, { kind: 'set', productId: 'kettle', quantity }, freshKey())
  const room = async () => {
    const keys = await redis.ask((connection) => connection.keys(`cart:{${guest}}*`))
    const sizes = await Promise.all(
      keys.map((key) => redis.ask((connection) => connection.memory('USAGE', key))),
    )
    return { keys: keys.length, bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) }
  }

  for (let made = 0; made < 64; made += 1) await change(1)
  const after64 = await room()
  for (let made = 64; made < 2000; made += 50) await Promise.all(Array.from({ length: 50 }, () => change(1)))

  expect(await room()).toEqual({ keys: after64.keys, bytes: expect.any(Number) })
  expect((await room()).bytes).toBeLessThan(1.2 * after64.bytes)
})

it('never walks through the keys: no KEYS and no SCAN', async () => {
  const [redis, admin] = [valkey.connect(), valkey.connect()]
  const store = createValkeyCartStore({ redis })
  const [guest, account] = [`guest_${crypto.randomUUID()}`, freshShopper()]
  await admin.ask((connection) => connection.config('RESETSTAT'))

  await store.change(guest, adding('kettle'), freshKey())
  await store.mergeGuest(guest, account)
  const [cart] = await store.abandoned({ before: Date.now() + 1000, limit: 1 })
  if (cart) await store.markReminded(cart)

  const used = await admin.ask((connection) => connection.info('commandstats'))
  expect(used).toContain('cmdstat_evalsha')
  expect(used).not.toMatch(/cmdstat_(keys|\w*scan)\b/)
})

it('keeps a guest 30 days and an account 90', async () => {
  const redis = valkey.connect()
  const store = createValkeyCartStore({ redis })
  const [guest, account] = [`guest_${crypto.randomUUID()}`, freshShopper()]
  await store.change(guest, adding('kettle'), freshKey())
  await store.change(account, adding('kettle'), freshKey())

  const daysOf = async (shopper: string) =>
    (await redis.ask((connection) => connection.ttl(`cart:{${shopper}}`))) / 86_400

  expect(await daysOf(guest)).toBeCloseTo(30, 2)
  expect(await daysOf(account)).toBeCloseTo(90, 2)
})

it('finds an idle cart whose hint is older, and forgets hints of carts that are gone', async () => {
  const redis = valkey.connect()
  const clock = { now: 1_000 }
  const [store, shopper, gone] = [
    createValkeyCartStore({ redis, now: () => clock.now }),
    freshShopper(),
    freshShopper(),
  ]
  await store.change(shopper, adding('kettle'), freshKey())
  await store.change(gone, adding('kettle'), freshKey())
  await redis.ask((connection) => connection.del(`cart:{${gone}}`))
  clock.now = 5_000
  const { cart } = await store.change(shopper, adding('tea'), freshKey())

  const early = await store.abandoned({ before: 2_000, limit: 10 })
  const late = await store.abandoned({ before: 5_001, limit: 10 })

  expect(early).toEqual([])
  expect(late).toEqual([cart])
  expect(await redis.ask((connection) => connection.zscore('carts:idle', gone))).toBeNull()
})

describe('the hint of a cart', () => {
  const hintOf = (redis: Valkey, shopper: string) =>
    redis.ask((connection) => connection.zscore('carts:idle', shopper))
  const setting = (quantity: number): CartChange => ({ kind: 'set', productId: 'kettle', quantity })

  it('is there again after a reminder, with the next change', async () => {
    const redis = valkey.connect()
    const [store, shopper] = [createValkeyCartStore({ redis }), freshShopper()]
    const { cart } = await store.change(shopper, adding('kettle'), freshKey())
    await store.markReminded(cart)
    await store.abandoned({ before: Date.now() + 1000, limit: 1000 })
    expect(await hintOf(redis, shopper)).toBeNull()

    await store.change(shopper, setting(2), freshKey())

    expect(await hintOf(redis, shopper)).not.toBeNull()
  })

  it('is there again after a few changes, when somebody died before leaving it', async () => {
    const redis = valkey.connect()
    const [store, shopper] = [createValkeyCartStore({ redis }), freshShopper()]
    await store.change(shopper, adding('kettle'), freshKey())
    await redis.ask((connection) => connection.zrem('carts:idle', shopper))

    for (let change = 1; change <= 8; change++) await store.change(shopper, setting(change), freshKey())

    expect(await hintOf(redis, shopper)).not.toBeNull()
  })

  it('is left by the repeat of a change whose maker died before leaving it', async () => {
    const redis = valkey.connect()
    const [store, shopper, key] = [createValkeyCartStore({ redis }), freshShopper(), freshKey()]
    await store.change(shopper, adding('kettle'), freshKey())
    await store.change(shopper, setting(3), key)
    await redis.ask((connection) => connection.zrem('carts:idle', shopper))

    await store.change(shopper, setting(3), key)

    expect(await hintOf(redis, shopper)).not.toBeNull()
  })
})

it.each(['', 'a}b', 'a{b', 'a b', 'a\nb', 'x'.repeat(129)])(
  'makes no key of the id %j',
  async (shopperId) => {
    const store = createValkeyCartStore({ redis: valkey.connect() })

    await expect(store.load(shopperId)).rejects.toThrow(InvalidInputError)
  },
)

it('keeps a product whose name could do harm as a plain line', async () => {
  const [store, shopper] = [createValkeyCartStore({ redis: valkey.connect() }), freshShopper()]

  for (const productId of ['__proto__', 'revision', 'a:b:c', 'é☕'])
    await store.change(shopper, adding(productId), freshKey())

  const { lines, revision } = await store.load(shopper)
  expect(lines.map((line) => line.productId)).toEqual(['__proto__', 'revision', 'a:b:c', 'é☕'])
  expect(revision).toBe(4)
})

/** Resolves when the next attempt to connect is further away than a command waits. */
const longPauseBeforeReconnect = (redis: EventEmitter) =>
  new Promise<void>((resolve) => {
    redis.on('reconnecting', (delayMs: number) => delayMs > 750 && resolve())
  })

/** The first answer after a restart: the connection comes back by itself. */
async function whenThere<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 10_000; ; ) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof UnavailableError) || Date.now() > deadline) throw error
    }
  }
}
