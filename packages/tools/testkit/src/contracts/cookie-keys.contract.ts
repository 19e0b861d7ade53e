import type { CookieKeys } from '@unsticky/kernel'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { createSuite } from '../suite.ts'

export type CookieKeysHarness = Harness<CookieKeys>

/** Everything that `secrets.port.ts` promises. */
export function describeCookieKeys(name: string, harness: CookieKeysHarness): void {
  describe(`CookieKeys contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('has at least one key, long enough to sign with, and none twice', async ({ store }) => {
      const keys = store.current()

      expect(keys.length).toBeGreaterThan(0)
      for (const key of keys) expect(key.length).toBeGreaterThanOrEqual(32)
      expect(new Set(keys).size).toBe(keys.length)
    })

    promises('gives the same keys as long as nobody rotates them', async ({ store }) => {
      expect(store.current()).toEqual(store.current())
    })

    promises('has keys that look random', async ({ store }) => {
      // A word repeated to 32 letters would be long enough as well.
      for (const key of store.current()) expect(new Set(key).size).toBeGreaterThan(12)
    })

    needs('sharing', 'is the same on a second instance', async ({ store, reopen }) => {
      expect((await reopen()).current()).toEqual(store.current())
    })

    needs('survival', 'is the same after a restart', async ({ store, closeStore, reopen }) => {
      const keys = store.current()
      await closeStore()

      expect((await reopen()).current()).toEqual(keys)
    })

    needs('rotation', 'signs with the new key and still verifies with the old one', async (stage) => {
      const { store, rotate, reopen } = stage
      const [before] = store.current()

      await rotate()

      await expect.poll(() => store.current()[0], { timeout: 20_000 }).not.toBe(before)
      expect(store.current()).toContain(before)
      expect((await reopen()).current()).toEqual(store.current())
    })

    needs('unavailability', 'keeps the last good keys when their source is gone', async (stage) => {
      const { store, breakService } = stage
      const keys = store.current()

      await breakService()

      expect(store.current()).toEqual(keys)
    })
  })
}
