import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Device, Shop } from '../shop.ts'
import { samePersonEverywhere } from '../shoppers.ts'

const patience = { timeoutMs: 30_000, everyMs: 200 }

export const reminder: Experiment = {
  async before(shop) {
    const ids = await Promise.all((await samePersonEverywhere(shop)).map(abandonCart))

    expect(new Set(ids).size).toBe(3)
    await eventually(() => ids.map((id) => countReminders(shop, id)), [1, 1, 1], patience)
  },

  async after(shop) {
    const laptop = shop.device()
    const email = await laptop.signUp()
    const phone = shop.device()
    await phone.logIn(email)
    const [id, idOnPhone] = await Promise.all([laptop, phone].map(abandonCart))
    expect(idOnPhone).toBe(id)
    await eventually(() => countReminders(shop, id as string), 1, patience)

    // When somebody who left later has been reminded, all instances have had their chance to do it again.
    const later = shop.device()
    await later.signUp()
    const laterId = await abandonCart(later)
    await eventually(() => countReminders(shop, laterId), 1, patience)
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
