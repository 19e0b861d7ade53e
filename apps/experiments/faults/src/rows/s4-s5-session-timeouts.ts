import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import { noReminders } from '../open-shops.ts'
import { isSignedIn } from '../shoppers.ts'

const idleSeconds = 3

export const sessionTimeouts: Experiment = {
  async after(_shop, shops) {
    const timeouts = { SESSION_IDLE_SECONDS: String(idleSeconds), SESSION_ABSOLUTE_SECONDS: '9' }
    const settings = { ...timeouts, ...noReminders }
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
      await eventually(() => isSignedIn(busy), false, { timeoutMs: 30_000, everyMs: 300 })
    } finally {
      await shop.fleet.stop({ graceMs: 0 })
    }
  },
}
