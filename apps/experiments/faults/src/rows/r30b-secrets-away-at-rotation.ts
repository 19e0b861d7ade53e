import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { everywhere } from '../shoppers.ts'

const patience = { timeoutMs: 30_000 }

export const secretsAwayAtRotation: Experiment = {
  async after(shop, { secretsLink }) {
    const device = shop.device()
    await device.signUp()
    await untilAllCanRead(shop) // another row may have cut the link before
    const before = countOutages(shop)

    try {
      secretsLink.cut()
      await eventually(() => countOutages(shop) - before, 3, patience)
      const answers = await everywhere(shop, () => device.request('/api/profile'))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    } finally {
      secretsLink.mend()
    }

    await untilAllCanRead(shop)
    expect(countOutages(shop) - before).toBe(3)
  },
}

const untilAllCanRead = (shop: Shop) =>
  eventually(() => countOutages(shop) - countSaid(shop, 'can be read again'), 0, patience)

const countOutages = (shop: Shop) => countSaid(shop, 'cannot be read')

const countSaid = (shop: Shop, words: string) =>
  shop.logLines().filter((line) => line.includes('The cookie keys') && line.includes(words)).length
