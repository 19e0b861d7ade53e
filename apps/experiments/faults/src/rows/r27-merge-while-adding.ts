import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { tally, times, unitsIn } from '../shoppers.ts'

export const mergeWhileAdding: Experiment = {
  async before(shop) {
    const [first, second] = shop.instances()
    const email = await shop.device(first).signUp()
    const guest = shop.device(second)
    await guest.openSession()
    await guest.addToCart('green-sencha', 3)

    expect((await guest.logIn(email)).status).toBe(401)
    expect(await unitsIn(guest)).toBe(3)
  },

  async after(shop) {
    const owner = shop.device()
    const email = await owner.signUp()
    await owner.addToCart('green-sencha', 2)
    const guest = shop.device()
    await guest.openSession()
    await guest.addToCart('green-sencha', 3)
    const otherTab = shop.copyOf(guest)
    await otherTab.openSession()

    const [login, ...additions] = await Promise.all([
      guest.logIn(email),
      times(5, () => otherTab.addToCart('green-sencha')),
      times(5, () => otherTab.addToCart('copper-kettle')),
    ])

    expect(login.status).toBe(200)
    expect(tally(additions.flat().map(({ status }) => status))).toEqual({ 200: 10 })
    expect([await unitsIn(guest), await unitsIn(owner)]).toEqual([15, 15])
  },
}
