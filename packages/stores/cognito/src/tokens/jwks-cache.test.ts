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
    const findKey = createJwksCache({ url: server.url, maxAgeMs: 0, cooldownMs: 0 })
    await findKey(header('first'), token)
    server.state.isBroken = true

    expect(await findKey(header('first'), token)).toBeDefined()
    // Fetched again behind the answer, in vain.
    await expect.poll(() => server.state.requests).toBe(2)

    expect(await findKey(header('first'), token)).toBeDefined()
  })

  it('say that nobody can tell when they were never there, and work once they are', async () => {
    await using server = await startKeyServer(first)
    server.state.isBroken = true
    const findKey = createJwksCache({ url: server.url })

    await expect(findKey(header('first'), token)).rejects.toThrow(UnavailableError)
    server.state.isBroken = false

    expect(await findKey(header('first'), token)).toBeDefined()
  })

  it('learn of a new key when a token names it', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url, cooldownMs: 0 })
    await findKey(header('first'), token)

    server.state.keys.push(second.jwk)

    expect(await findKey(header('second'), token)).toBeDefined()
  })

  it('are not fetched for a flood of made-up key ids', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url })

    const flood = Array.from({ length: 200 }, (_, index) => findKey(header(`made-up-${index}`), token))

    for (const outcome of await Promise.allSettled(flood)) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(errors.JWKSNoMatchingKey)
    }
    expect(server.state.requests).toBe(1)
  })

  it('are not fetched for a flood of made-up key ids while their place is down either', async () => {
    await using server = await startKeyServer(first)
    const findKey = createJwksCache({ url: server.url, cooldownMs: 60_000 })
    await findKey(header('first'), token)
    server.state.isBroken = true

    for (let index = 0; index < 20; index += 1) {
      await expect(findKey(header(`made-up-${index}`), token)).rejects.toThrow(errors.JWKSNoMatchingKey)
    }

    expect(server.state.requests).toBe(1)
  })
})
