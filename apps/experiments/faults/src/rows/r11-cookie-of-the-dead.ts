import { stickinessCookie } from '@unsticky/fleet'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { isSignedIn, unitsIn } from '../shoppers.ts'

export const cookieOfTheDead: Experiment = {
  async before(shop) {
    expect(await comeBackAfterKill(shop)).toEqual({ status: 200, isPinnedAnew: true, isIn: false, units: 0 })
  },

  async after(shop) {
    await shop.fleet.switchBalancer({ routing: 'sticky', failureHandling: 'resilient' })
    try {
      expect(await comeBackAfterKill(shop)).toEqual({ status: 200, isPinnedAnew: true, isIn: true, units: 3 })
    } finally {
      await shop.fleet.switchBalancer({ routing: 'round-robin', failureHandling: 'resilient' })
    }
  },
}

/** The balancer's cookie names an instance that was killed. */
async function comeBackAfterKill(shop: Shop) {
  const [victim] = shop.instances()
  const device = shop.device(victim)
  await device.signUp()
  await device.addToCart('copper-kettle', 3)
  const pin = () => device.cookies.get(stickinessCookie)
  const old = pin()

  await shop.fleet.kill(victim?.id as string)

  const { status } = await device.request('/api/cart')
  const isPinnedAnew = pin() !== undefined && pin() !== old
  const found = { status, isPinnedAnew, isIn: await isSignedIn(device), units: await unitsIn(device) }
  await shop.fleet.scale(3)
  return found
}
