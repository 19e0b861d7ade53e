import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { everywhere, ordersOf, payFor, samePersonEverywhere, times } from '../shoppers.ts'

export const sameOrderTenTimes: Experiment = {
  async before(shop) {
    const devices = await samePersonEverywhere(shop)
    for (const device of devices) await device.addToCart('copper-kettle')

    await sendTenTimes(devices)

    const orders = (await Promise.all(devices.map(ordersOf))).flat()
    expect(new Set(orders.map(({ id }) => id)).size).toBe(3)
  },

  async after(shop) {
    const laptop = shop.device()
    const email = await laptop.signUp()
    await laptop.addToCart('copper-kettle')
    const phone = shop.device()
    await phone.logIn(email)

    const { statuses, repeat } = await sendTenTimes([laptop, phone])

    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
    const [order, ...others] = await ordersOf(laptop)
    expect(others).toEqual([])
    for (const answer of await everywhere(shop, repeat)) {
      expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
      expect(await answer.json()).toEqual(order)
    }
  },
}

/** One order under one key, ten times at once, from whichever device. */
async function sendTenTimes(devices: readonly Device[]) {
  const key = randomUUID()
  const body = await payFor(devices[0] as Device)
  const send = (device: Device) => device.request('/api/orders', { method: 'POST', json: body, key })
  const answers = await times(10, (index) => send(devices[index % devices.length] as Device))
  return { statuses: answers.map(({ status }) => status), repeat: () => send(devices[0] as Device) }
}
