import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import type { OrderView } from '../shoppers.ts'
import { times } from '../shoppers.ts'

export const orderNumbers: Experiment = {
  async before(shop) {
    const devices = await times(3, (index) => shopperAt(shop.device(shop.instances()[index])))
    const numbers: string[] = []

    // The instances have placed more or fewer orders by now: the one behind comes to the numbers of the one ahead.
    for (let round = 0; round < 60 && new Set(numbers).size === numbers.length; round += 1)
      numbers.push(...(await Promise.all(devices.map(buy))))

    expect(new Set(numbers).size).toBeLessThan(numbers.length)
  },

  async after(shop) {
    const devices = await times(15, () => shopperAt(shop.device()))

    const numbers = await Promise.all(devices.map(buy))

    expect(new Set(numbers).size).toBe(numbers.length)
  },
}

async function shopperAt(device: Device) {
  await device.signUp()
  return device
}

async function buy(device: Device) {
  await device.addToCart('green-sencha')
  const answer = await device.checkOut('approved')
  expect(answer.status).toBe(201)
  return ((await answer.json()) as OrderView).number
}
