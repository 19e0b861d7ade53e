import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { isSignedIn } from '../shoppers.ts'

const idleSeconds = 3

export const sessionTimeouts: Experiment = {
  async after(_shop, shops) {
    const settings = { SESSION_IDLE_SECONDS: String(idleSeconds), SESSION_ABSOLUTE_SECONDS: '9' }
    const shop = await shops.start('stateless', { name: 'timeouts', instances: 2, settings })
    try {
      const [idle, busy] = [shop.device(), shop.device()]
      await Promise.all([idle.signUp(), busy.signUp()])
      await idle.openSession()

      // By turns on both instances, a little longer than the idle time.
      const start = performance.now()
      while (performance.now() - start < idleSeconds * 1150) {
        expect(await isSignedIn(busy)).toBe(true)
        await sleep(idleSeconds * 100)
      }
      expect(await isSignedIn(idle)).toBe(false)
      await expect.poll(() => isSignedIn(busy), { timeout: 30_000, interval: 300 }).toBe(false)
    } finally {
      await shop.fleet.stop({ graceMs: 0 })
    }
  },
}
