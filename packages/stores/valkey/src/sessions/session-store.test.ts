import { createRequire } from 'node:module'
import { type CallbackSessionStore, UnavailableError } from '@unsticky/kernel'
import { RedisStore } from 'connect-redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createValkeySessionStore } from './session-store.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

const session = () => ({ cookie: { originalMaxAge: null }, accountId: 'account_anna' })
const freshId = () => crypto.randomUUID()

describe('logout', () => {
  it('comes back with connect-redis alone: a request in flight writes the session again', async () => {
    const redis = valkey.connect()
    await redis.ask((connection) => connection.ping())
    const sessions = inPromises(new RedisStore({ client: redis.redis }))

    expect(await logOutWithRequestInFlight(sessions)).toMatchObject({ accountId: 'account_anna' })
  })

  it('is final with the guard', async () => {
    const sessions = inPromises(createValkeySessionStore({ redis: valkey.connect() }).store)

    expect(await logOutWithRequestInFlight(sessions)).toBeNull()
  })

  async function logOutWithRequestInFlight(sessions: ReturnType<typeof inPromises>) {
    const id = freshId()
    await sessions.set(id, session())
    const inFlight = await sessions.get(id)
    await sessions.destroy(id)
    await sessions.set(id, inFlight)
    return sessions.get(id)
  }
})

describe('connect-redis', () => {
  it('is 8.1.0, the last that speaks ioredis (docs/adr/0004)', () => {
    const require = createRequire(import.meta.url)
    const entry = require.resolve('connect-redis')
    const { version } = require(entry.replace(/dist.*$/, 'package.json')) as { version: string }

    expect(version).toBe('8.1.0')
  })

  it('stores and finds with ioredis 6', async () => {
    const redis = valkey.connect()
    await redis.ask((connection) => connection.ping())
    const sessions = inPromises(new RedisStore({ client: redis.redis, prefix: 'plain:' }))
    const id = freshId()

    await sessions.set(id, session())

    expect(await sessions.get(id)).toMatchObject(session())
    expect(await redis.ask((connection) => connection.ttl(`plain:${id}`))).toBeGreaterThan(0)
  })
})

describe('idle time', () => {
  it('starts anew by looking, without writing the session again', async () => {
    const redis = valkey.connect()
    const sessions = inPromises(createValkeySessionStore({ redis, idleTimeoutSeconds: 100 }).store)
    const id = freshId()
    await sessions.set(id, session())
    await redis.ask((connection) => connection.expire(`sess:${id}`, 40))

    await sessions.get(id)

    expect(await redis.ask((connection) => connection.ttl(`sess:${id}`))).toBeGreaterThan(90)
  })

  it('starts anew at most as often as allowed, so that a look is no write for a durable Valkey', async () => {
    const redis = valkey.connect()
    const options = { redis, idleTimeoutSeconds: 600, touchEverySeconds: 30 }
    const [sessions, id] = [inPromises(createValkeySessionStore(options).store), freshId()]
    const secondsLeft = () => redis.ask((connection) => connection.ttl(`sess:${id}`))
    await sessions.set(id, session())

    await redis.ask((connection) => connection.expire(`sess:${id}`, 580))
    expect(await sessions.get(id)).toMatchObject(session())
    expect(await secondsLeft()).toBeLessThanOrEqual(580)
    await redis.ask((connection) => connection.expire(`sess:${id}`, 560))
    await sessions.get(id)

    expect(await secondsLeft()).toBeGreaterThan(590)
    expect(await sessions.get(freshId())).toBeNull()
  })

  it('is kept by the server: a session nobody asked for is gone', async () => {
    const redis = valkey.connect()
    const sessions = inPromises(createValkeySessionStore({ redis, idleTimeoutSeconds: 100 }).store)
    const id = freshId()
    await sessions.set(id, session())
    expect(await redis.ask((connection) => connection.ttl(`sess:${id}`))).toBeLessThanOrEqual(100)

    // The clock is Valkey's, so the test moves the deadline instead of waiting for it.
    await redis.ask((connection) => connection.pexpireat(`sess:${id}`, 1))

    expect(await sessions.get(id)).toBeNull()
  })

  it('does not go beyond the date in the cookie', async () => {
    const redis = valkey.connect()
    const clock = { now: Date.now() }
    const { store } = createValkeySessionStore({ redis, now: () => clock.now })
    const [sessions, id] = [inPromises(store), freshId()]
    const cookie = { originalMaxAge: 60_000, expires: new Date(clock.now + 60_000) }
    await sessions.set(id, { ...session(), cookie })
    expect(await redis.ask((connection) => connection.ttl(`sess:${id}`))).toBeLessThanOrEqual(60)

    clock.now += 61_000

    expect(await sessions.get(id)).toBeNull()
  })
})

describe('the id', () => {
  it.each([
    'short',
    'x'.repeat(129),
    'a{b}cdefghijklmnopq',
    'sess:aaaaaaaaaaaaaaaaaaaa',
    'aaaaaaaaaaaaaaaaa\n',
    '',
  ])('is refused before it becomes part of a key: %j', async (id) => {
    const redis = valkey.connect()
    const sessions = inPromises(createValkeySessionStore({ redis }).store)
    const before = await redis.ask((connection) => connection.dbsize())

    expect(await sessions.get(id)).toBeNull()
    await sessions.destroy(id)
    await expect(sessions.set(id, session())).rejects.toThrow('not the id of a session')

    expect(await redis.ask((connection) => connection.dbsize())).toBe(before)
  })
})

it('hands an UnavailableError to the callback and recovers alone when Valkey was frozen', async () => {
  const sessions = inPromises(createValkeySessionStore({ redis: valkey.connect() }).store)
  const id = freshId()
  await sessions.set(id, session())

  valkey.server.freeze()
  const startedAt = performance.now()
  await expect(sessions.get(id)).rejects.toThrow(UnavailableError)
  const waitedMs = performance.now() - startedAt
  valkey.server.thaw()

  expect(waitedMs).toBeLessThan(900)
  expect(await sessions.get(id)).toMatchObject({ accountId: 'account_anna' })
})

it('has lost its sessions when Valkey comes back empty, and works', async () => {
  const sessions = inPromises(createValkeySessionStore({ redis: valkey.connect() }).store)
  const id = freshId()
  await sessions.set(id, session())

  await valkey.server.kill()
  await expect(sessions.get(id)).rejects.toThrow(UnavailableError)
  await valkey.server.restart({ empty: true })

  // The scripts are gone with the data: the first write of a connection brings them along.
  await expect.poll(() => sessions.get(id).catch(() => 'unavailable'), { timeout: 30_000 }).toBeNull()
  await sessions.set(id, session())
  expect(await sessions.get(id)).toMatchObject({ accountId: 'account_anna' })
})

function inPromises(store: CallbackSessionStore) {
  const call = <T>(start: (callback: (error: unknown, value?: T) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) =>
      start((error, value) => (error ? reject(error) : resolve(value))),
    )
  return {
    // biome-ignore lint/suspicious/noExplicitAny: whatever was stored.
    get: (id: string) => call<any>((callback) => store.get(id, callback)),
    set: (id: string, value: object) => call((callback) => store.set(id, value, callback)),
    destroy: (id: string) => call((callback) => store.destroy(id, callback)),
  }
}
