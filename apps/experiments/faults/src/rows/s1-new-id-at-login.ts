import { expect } from 'vitest'
import { cookieName } from '../cookie-name.ts'
import type { Experiment } from '../experiment.ts'
import type { Device, Shop } from '../shop.ts'
import { everywhere } from '../shoppers.ts'

export const newIdAtLogin: Experiment = {
  async before(shop) {
    const { fresh, old } = await logInAgain(shop, shop.device(shop.instances()[0]))

    expect((await fresh.request('/api/profile')).status).toBe(200)
    expect((await old.request('/api/profile')).status).toBe(401)
  },

  async after(shop) {
    const { fresh, old, oldCookie } = await logInAgain(shop, shop.device())

    for (const answer of await everywhere(shop, () => fresh.request('/api/profile')))
      expect(answer.status).toBe(200)
    const answers = await everywhere(shop, () => {
      old.cookies.set(cookieName(fresh, 'session'), oldCookie) // the shop clears it with every answer
      return old.request('/api/profile')
    })
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  },
}

async function logInAgain(shop: Shop, fresh: Device) {
  const email = await fresh.signUp()
  const old = shop.copyOf(fresh)
  const oldCookie = fresh.cookies.get(cookieName(fresh, 'session')) as string
  await fresh.logIn(email)
  expect(fresh.cookies.get(cookieName(fresh, 'session'))).not.toBe(oldCookie)
  return { fresh, old, oldCookie }
}
