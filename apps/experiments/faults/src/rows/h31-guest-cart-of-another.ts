import { expect } from 'vitest'
import { cookieName } from '../cookie-name.ts'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { unitsIn } from '../shoppers.ts'

export const guestCartOfAnother: Experiment = {
  // A guest is known by the session that holds the cart.
  before: (shop) => stealGuestCart(() => shop.device(shop.instances()[0]), 'session'),
  after: (shop) => stealGuestCart(() => shop.device(), 'shopper'),
}

async function stealGuestCart(open: () => Device, cookie: 'session' | 'shopper') {
  const owner = open()
  await owner.openSession()
  await owner.addToCart('copper-kettle', 3)
  const name = cookieName(owner, cookie)
  const guestCookie = owner.cookies.get(name) as string

  const unsigned = open()
  unsigned.cookies.set(name, guestCookie.split('.')[0] as string)
  await unsigned.signUp()
  expect(await unitsIn(unsigned)).toBe(0)

  const email = await owner.signUp()
  expect(await unitsIn(owner)).toBe(3)

  const thief = open()
  thief.cookies.set(name, guestCookie)
  await thief.signUp()
  expect(await unitsIn(thief)).toBe(0)

  const again = open()
  again.cookies.set(name, guestCookie)
  await again.logIn(email)
  expect([await unitsIn(again), await unitsIn(owner)]).toEqual([3, 3])
}
