import { expect } from 'vitest'
import { endSessionDuringPayment } from '../end-session.ts'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { everywhere } from '../shoppers.ts'

export const logoutInFlight: Experiment = {
  async before(shop) {
    const ask = await endSessionDuringPayment(shop, { device: shop.device(shop.instances()[0]), end: logOut })

    expect((await ask()).status).toBe(401)
  },

  async after(shop) {
    const ask = await endSessionDuringPayment(shop, { device: shop.device(), end: logOut })

    const answers = await everywhere(shop, ask)
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  },
}

async function logOut(device: Device) {
  expect((await device.logOut()).status).toBe(204)
}
