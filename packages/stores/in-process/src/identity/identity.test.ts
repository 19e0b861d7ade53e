import { describeIdentityProvider } from '@unsticky/testkit'
import { describe, expect, it } from 'vitest'
import { createClock } from '../testing/clock.ts'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryIdentity } from './identity.ts'

describeIdentityProvider('memory', {
  open: async () => {
    const clock = createClock()
    return { store: createMemoryIdentity(clock), advance: clock.advance }
  },
  cannot: inMemory,
})

describe('createMemoryIdentity', () => {
  it('works as long on an unknown email as on a wrong password', async () => {
    const identity = createMemoryIdentity()
    await identity.signUp({ email: 'anna@example.com', password: 'Kettle-and-tea-42' })

    const known = await fastestMs(() => identity.logIn({ email: 'anna@example.com', password: 'wrong-1' }))
    const unknown = await fastestMs(() => identity.logIn({ email: 'ben@example.com', password: 'wrong-1' }))

    // A lookup without hashing takes microseconds, a hash takes tens of milliseconds.
    expect(unknown).toBeGreaterThan(known / 3)
  })
})

async function fastestMs(action: () => Promise<unknown>) {
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now()
    await action()
    times.push(performance.now() - startedAt)
  }
  return Math.min(...times)
}
