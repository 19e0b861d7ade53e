import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { everywhere, ordersOf, payFor, samePersonEverywhere } from '../shoppers.ts'

export const sameKeyOtherBody: Experiment = {
  async before(shop) {
    const [laptop, phone] = (await samePersonEverywhere(shop)) as [Device, Device]
    await laptop.addToCart('copper-kettle')
    await phone.addToCart('copper-kettle', 2)
    const key = randomUUID()

    expect((await order(laptop, key)).status).toBe(201)
    await laptop.addToCart('green-sencha')
    expect((await order(laptop, key)).status).toBe(201)
    expect((await order(phone, key)).status).toBe(201)
  },

  async after(shop) {
    const device = shop.device()
    await device.signUp()
    await device.addToCart('copper-kettle')
    const key = randomUUID()

    expect((await order(device, key)).status).toBe(201)
    const answers = await everywhere(shop, () => order(device, key, { totalCents: 1 }))

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422))
    expect(await ordersOf(device)).toHaveLength(1)
  },
}

async function order(device: Device, key: string, { totalCents }: { totalCents?: number } = {}) {
  const body = await payFor(device)
  const json = { ...body, expectedTotalCents: totalCents ?? body.expectedTotalCents }
  return device.request('/api/orders', { method: 'POST', json, key })
}
