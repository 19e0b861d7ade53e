import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { tally, times } from '../shoppers.ts'

const allowed = 10
const attempts = 45

export const guessedPasswords: Experiment = {
  async before(shop) {
    expect(await guess(shop)).toEqual({ 401: 3 * allowed, 429: attempts - 3 * allowed })
  },

  async after(shop) {
    expect(await guess(shop)).toEqual({ 401: allowed, 429: attempts - allowed })
  },
}

/** Wrong passwords for one account, from browsers that the balancer has never seen. */
async function guess(shop: Shop) {
  const email = await shop.device(shop.instances()[0]).signUp()
  const answers = await times(attempts, async (index) => {
    const device = shop.device(shop.instances()[index % 3])
    await device.openSession()
    return device.request('/api/session', { method: 'POST', json: { email, password: `guess ${index}` } })
  })
  return tally(answers.map(({ status }) => status))
}
