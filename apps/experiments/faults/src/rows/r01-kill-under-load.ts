import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { countLost, shopDuring } from '../load.ts'
import type { Shop } from '../shop.ts'

export const killUnderLoad: Experiment = {
  async before(shop) {
    const load = await killOne(shop)

    expect(await countLost(load)).toBe(load.guests.length / 3)
  },

  async after(shop) {
    const load = await killOne(shop)

    expect(load.failed).toEqual([])
    expect(await countLost(load)).toBe(0)
  },
}

async function killOne(shop: Shop) {
  const [victim] = shop.instances()
  const load = await shopDuring(shop, async (answered) => {
    await answered(100)
    await shop.fleet.kill(victim?.id as string)
    await answered(300)
  })
  await shop.fleet.scale(3)
  return load
}
