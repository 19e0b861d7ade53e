import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createValkeyRateLimiter } from './rate-limiter.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

it('does not prolong the window by further attempts', async () => {
  const redis = valkey.connect()
  const [limiter, rule] = [createValkeyRateLimiter({ redis }), { limit: 1, windowSeconds: 60 }]
  await limiter.hit('anna', rule)
  const [key = ''] = await redis.ask((connection) => connection.keys('*'))
  await redis.ask((connection) => connection.expire(key, 20))

  const { retryAfterSeconds } = await limiter.hit('anna', rule)

  expect(retryAfterSeconds).toBeLessThanOrEqual(20)
})

it('leaves no counter behind that lives for ever, and none that shows what was typed', async () => {
  const redis = valkey.connect()
  await createValkeyRateLimiter({ redis }).hit('anna@example.org', { limit: 5, windowSeconds: 60 })

  const keys = await redis.ask((connection) => connection.keys('*'))
  const lifetimes = await Promise.all(keys.map((key) => redis.ask((connection) => connection.pttl(key))))

  expect(keys.join(' ')).not.toContain('anna')
  expect(lifetimes).not.toContain(-1)
})
