import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { ordersOf } from '../shoppers.ts'

export const keyOfAnotherUser: Experiment = {
  async before(shop) {
    const [instance] = shop.instances()
    await useTheSameKey(shop.device(instance), shop.device(instance))
  },

  after: (shop) => useTheSameKey(shop.device(), shop.device()),
}

async function useTheSameKey(owner: Device, thief: Device) {
  const key = randomUUID()
  for (const device of [owner, thief]) {
    await device.signUp()
    await device.addToCart('copper-kettle')
  }

  const first = await owner.checkOut('approved', { key })
  const second = await thief.checkOut('approved', { key })

  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.headers.get('idempotent-replayed')).toBeNull()
  const [own, others] = [await ordersOf(owner), await ordersOf(thief)]
  expect([own.length, others.length]).toEqual([1, 1])
  expect(others[0]?.id).not.toBe(own[0]?.id)
}
