import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import { errors } from 'jose'
import { describe, expect, it } from 'vitest'
import { createKeys, startKeyServer } from '../testing/key-server.ts'
import { createJwksCache } from './jwks-cache.ts'

const [first, second] = [await createKeys('first'), await createKeys('second')]
const header = (kid: string) => ({ alg: 'RS256', kid })
const token = { payload: '', signature: '' }

describe('the keys of the user pool', () => {
  it('are fetched once, also when many ask at the same moment', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url })

    await Promise.all(Array.from({ length: 20 }, () => findKey(header('first'), token)))
    await findKey(header('first'), token)

    expect(server.state.requests).toBe(1)
  })

  it('serve on while their place is down', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url, maxAgeMs: 0, pauseMs: 0 })
    await findKey(header('first'), token)
    server.state.condition = 'broken'

    expect(await findKey(header('first'), token)).toBeDefined()
    // Fetched again behind the answer, in vain.
    await expect.poll(() => server.state.requests).toBe(2)

    expect(await findKey(header('first'), token)).toBeDefined()
  })

  it('say that nobody can tell when they were never there, and work once they are', async () => {
    await using server = await startKeyServer(first)
    server.state.condition = 'broken'
    const findKey = createJwksCache({ url: server.url, pauseMs: 200 })

    await expect(findKey(header('first'), token)).rejects.toThrow(UnavailableError)
    server.state.condition = 'well'
    await sleep(200)

    expect(await findKey(header('first'), token)).toBeDefined()
  })

  it('learn of a new key when a token names it, also a moment after the last fetch', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url })
    await findKey(header('first'), token)

    server.state.keys.push(second.jwk)

    expect(await findKey(header('second'), token)).toBeDefined()
    expect(server.state.requests).toBe(2)
  })

  it.each(['broken', 'silent', 'empty', 'no JSON'] as const)(
    'say that nobody can tell about a new key while their place is %s, and learn of it at once after',
    async (condition) => {
      await using server = await startKeyServer(first)
      const findKey = createJwksCache({ url: server.url, timeoutMs: 200, pauseMs: 100 })
      await findKey(header('first'), token)
      server.state.keys.push(second.jwk)
      server.state.condition = condition

      await expect(findKey(header('second'), token)).rejects.toThrow(UnavailableError)
      // What was known goes on.
      expect(await findKey(header('first'), token)).toBeDefined()
      await expect(findKey(header('second'), token)).rejects.toThrow(UnavailableError)
      server.state.condition = 'well'
      await sleep(100)

      expect(await findKey(header('second'), token)).toBeDefined()
    },
  )

  it('refuse a made-up key id, and share one fetch among a flood of them', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url })

    const flood = Array.from({ length: 200 }, (_, index) => findKey(header(`made-up-${index}`), token))

    for (const outcome of await Promise.allSettled(flood)) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(errors.JWKSNoMatchingKey)
    }
    expect(server.state.requests).toBe(1)
  })

  it('let no more than some hundred tokens wait for new keys', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url })
    await findKey(header('first'), token)

    const flood = Array.from({ length: 2000 }, (_, index) => findKey(header(`made-up-${index}`), token))
    const reasons = (await Promise.allSettled(flood)).map((outcome) =>
      outcome.status === 'rejected' ? outcome.reason : undefined,
    )

    expect(reasons.filter((reason) => reason instanceof errors.JWKSNoMatchingKey)).toHaveLength(500)
    expect(reasons.filter((reason) => reason instanceof UnavailableError)).toHaveLength(1500)
    expect(server.state.requests).toBe(2)
  })

  it('are not fetched for a flood of made-up key ids while their place is down either', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url, pauseMs: 60_000 })
    server.state.condition = 'broken'

    for (let index = 0; index < 20; index += 1) {
      await expect(findKey(header(`made-up-${index}`), token)).rejects.toThrow(UnavailableError)
    }

    expect(server.state.requests).toBe(1)
  })
})
