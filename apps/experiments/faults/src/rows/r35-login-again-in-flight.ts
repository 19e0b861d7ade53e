import { expect } from 'vitest'
import { endSessionDuringPayment } from '../end-session.ts'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { everywhere } from '../shoppers.ts'

export const loginAgainInFlight: Experiment = {
  async before(shop) {
    const ask = await endSessionDuringPayment(shop, {
      device: shop.device(shop.instances()[0]),
      end: logInAgain,
    })

    expect((await ask()).status).toBe(401)
  },

  async after(shop) {
    const ask = await endSessionDuringPayment(shop, { device: shop.device(), end: logInAgain })

    const answers = await everywhere(shop, ask)
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  },
}

/** The session gets a new id; what is known of the old one must not come back. */
async function logInAgain(device: Device, email: string) {
  expect((await device.logIn(email)).status).toBe(200)
}
