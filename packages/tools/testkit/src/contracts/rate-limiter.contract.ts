import type { RateLimiter } from '@unsticky/kernel'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshId, inParallel } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { expectUnavailable } from './unavailable.ts'

export type RateLimiterHarness = Harness<RateLimiter>

const rule = { limit: 3, windowSeconds: 60 }

/** Everything that `rate-limiter.port.ts` promises. */
export function describeRateLimiter(name: string, harness: RateLimiterHarness): void {
  describe(`RateLimiter contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('allows as many attempts as the limit, and no more', async ({ store }) => {
      const key = freshId('login')

      const decisions = []
      for (let attempt = 0; attempt < 5; attempt += 1) decisions.push(await store.hit(key, rule))

      expect(decisions.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false])
    })

    promises('says in whole seconds when the window ends', async ({ store }) => {
      const key = freshId('login')
      for (let attempt = 0; attempt < rule.limit; attempt += 1) await store.hit(key, rule)

      const { retryAfterSeconds } = await store.hit(key, rule)

      expect(Number.isInteger(retryAfterSeconds)).toBe(true)
      expect(retryAfterSeconds).toBeGreaterThan(0)
      expect(retryAfterSeconds).toBeLessThanOrEqual(rule.windowSeconds)
    })

    promises('counts exactly among fifty attempts at the same moment', async ({ store }) => {
      const key = freshId('login')

      const decisions = await inParallel(50, () => store.hit(key, { limit: 10, windowSeconds: 60 }))

      expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(10)
    })

    promises('counts every key for itself', async ({ store }) => {
      const key = freshId('login')
      for (let attempt = 0; attempt < 4; attempt += 1) await store.hit(key, rule)

      expect((await store.hit(freshId('login'), rule)).allowed).toBe(true)
    })

    promises('forgets a key after a success, and only that one', async ({ store }) => {
      const [key, other] = [freshId('login'), freshId('login')]
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await store.hit(key, rule)
        await store.hit(other, rule)
      }

      await store.reset(key)

      expect((await store.hit(key, rule)).allowed).toBe(true)
      expect((await store.hit(other, rule)).allowed).toBe(false)
    })

    promises('resets an unknown key without an error', async ({ store }) => {
      await store.reset(freshId('login'))
    })

    needs('expiry', 'allows again when the window is over', async ({ store, advance }) => {
      const [key, short] = [freshId('login'), { limit: 1, windowSeconds: 1 }]
      await store.hit(key, short)
      expect((await store.hit(key, short)).allowed).toBe(false)

      await advance(1_200)

      expect((await store.hit(key, short)).allowed).toBe(true)
    })

    needs('sharing', 'counts together with a second instance', async ({ store, reopen }) => {
      const key = freshId('login')
      const instances = [store, await reopen()]

      const decisions = await inParallel(20, (index) =>
        (instances[index % 2] ?? store).hit(key, { limit: 10, windowSeconds: 60 }),
      )

      expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(10)
    })

    needs('sharing', 'forgets for a second instance as well', async ({ store, reopen }) => {
      const [key, second] = [freshId('login'), await reopen()]
      for (let attempt = 0; attempt < 4; attempt += 1) await store.hit(key, rule)

      await second.reset(key)

      expect((await store.hit(key, rule)).allowed).toBe(true)
    })

    needs('survival', 'goes on counting when its process ends', async ({ store, closeStore, reopen }) => {
      const key = freshId('login')
      for (let attempt = 0; attempt < rule.limit; attempt += 1) await store.hit(key, rule)
      await closeStore()

      expect((await (await reopen()).hit(key, rule)).allowed).toBe(false)
    })

    needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
      const { store, breakService } = stage
      await breakService()

      await expectUnavailable([() => store.hit(freshId('login'), rule), () => store.reset(freshId('login'))])
    })
  })
}
