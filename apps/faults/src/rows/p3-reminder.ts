import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Device, Shop } from '../shop.ts'
import { samePersonEverywhere } from '../shoppers.ts'

const patience = { timeout: 30_000, interval: 200 }

export const reminder: Experiment = {
  async before(shop) {
    const ids = await Promise.all((await samePersonEverywhere(shop)).map(abandonCart))

    expect(new Set(ids).size).toBe(3)
    await expect.poll(() => ids.map((id) => countReminders(shop, id)), patience).toEqual([1, 1, 1])
  },

  async after(shop) {
    const laptop = shop.device()
    const email = await laptop.signUp()
    const phone = shop.device()
    await phone.logIn(email)
    const [id, idOnPhone] = await Promise.all([laptop, phone].map(abandonCart))
    expect(idOnPhone).toBe(id)
    await expect.poll(() => countReminders(shop, id as string), patience).toBe(1)

    // When somebody who left later has been reminded, all instances have had their chance to do it again.
    const later = shop.device()
    await later.signUp()
    const laterId = await abandonCart(later)
    await expect.poll(() => countReminders(shop, laterId), patience).toBe(1)
    expect(countReminders(shop, id as string)).toBe(1)
  },
}

/** Resolves to whose cart it is. */
async function abandonCart(device: Device) {
  await device.addToCart('copper-kettle')
  return (await device.json<{ accountId: string }>('/api/session')).accountId
}

const countReminders = (shop: Shop, shopperId: string) =>
  shop.logLines().filter((line) => line.includes('"reminder sent"') && line.includes(`"${shopperId}"`)).length
