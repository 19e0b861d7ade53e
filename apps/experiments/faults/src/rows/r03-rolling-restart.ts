import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { shopDuring } from '../load.ts'
import type { Shop } from '../shop.ts'
import { isSignedIn, times, unitsIn } from '../shoppers.ts'

export const rollingRestart: Experiment = {
  async before(shop) {
    const { kept, signedIn } = await restart(shop)

    expect({ kept, signedIn }).toEqual({ kept: 0, signedIn: 0 })
  },

  async after(shop) {
    const { kept, signedIn, failed } = await restart(shop)

    expect({ kept, signedIn, failed }).toEqual({ kept: shoppers, signedIn: shoppers, failed: [] })
  },
}

const shoppers = 6

/** Shoppers who stand still, and others who go on, while every instance is replaced. */
async function restart(shop: Shop) {
  const devices = await times(shoppers, async (index) => {
    const device = shop.device(shop.instances()[index % 3])
    await device.signUp()
    await device.addToCart('copper-kettle', 2)
    return device
  })
  const { failed } = await shopDuring(shop, () => shop.fleet.rollingRestart(), { guests: 3 })
  const units = await Promise.all(devices.map(unitsIn))
  const signedIn = (await Promise.all(devices.map(isSignedIn))).filter(Boolean).length
  return { kept: units.filter((count) => count === 2).length, signedIn, failed }
}
