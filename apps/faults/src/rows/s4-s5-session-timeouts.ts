import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { isSignedIn } from '../shoppers.ts'

const idleSeconds = 3

export const sessionTimeouts: Experiment = {
  async after(_shop, { start }) {
    const settings = { SESSION_IDLE_SECONDS: String(idleSeconds), SESSION_ABSOLUTE_SECONDS: '9' }
    const shop = await start('stateless', { name: 'timeouts', instances: 2, settings })
    try {
      const [idle, busy] = [shop.device(), shop.device()]
      await Promise.all([idle.signUp(), busy.signUp()])
      await idle.openSession()

      // Longer than the idle time, in steps that every instance gets some of.
      for (let step = 0; step < 8; step += 1) {
        await sleep((idleSeconds * 1000) / 6)
        expect(await isSignedIn(busy)).toBe(true)
      }
      expect(await isSignedIn(idle)).toBe(false)
      await expect.poll(() => isSignedIn(busy), { timeout: 30_000, interval: 300 }).toBe(false)
    } finally {
      await shop.fleet.stop({ graceMs: 0 })
    }
  },
}
