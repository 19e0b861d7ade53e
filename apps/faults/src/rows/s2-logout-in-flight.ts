import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Device, Shop } from '../shop.ts'
import { everywhere } from '../shoppers.ts'

export const logoutInFlight: Experiment = {
  async before(shop) {
    const ask = await logOutDuringPayment(shop, shop.device(shop.instances()[0]))

    expect((await ask()).status).toBe(401)
  },

  async after(shop) {
    const ask = await logOutDuringPayment(shop, shop.device())

    const answers = await everywhere(shop, ask)
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  },
}

/** Logs out while a slow payment of the same session is under way. Resolves to what asks with the old cookie. */
async function logOutDuringPayment(shop: Shop, device: Device) {
  await device.signUp()
  await device.addToCart('copper-kettle')
  const cookies = new Map(device.cookies)
  const secondTab = shop.copyOf(device)
  await secondTab.openSession()
  const before = shop.countRequests('POST', '/api/orders')
  const payment = secondTab.checkOut('slow')
  await expect.poll(() => shop.countRequests('POST', '/api/orders'), { timeout: 10_000 }).toBe(before + 1)

  expect((await device.logOut()).status).toBe(204)

  expect((await payment).status).toBe(201)
  return () => {
    for (const [name, value] of cookies) device.cookies.set(name, value)
    return device.request('/api/profile')
  }
}
