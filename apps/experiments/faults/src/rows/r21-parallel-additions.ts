import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { productAt, tally, times, unitsIn } from '../shoppers.ts'

/** Five products, ten units of each. */
const additions = 50
const productOf = (index: number) => productAt(index % 5)

export const parallelAdditions: Experiment = {
  async before(shop) {
    const [laptop, phone] = [shop.device(shop.instances()[0]), shop.device(shop.instances()[1])]
    const email = await laptop.signUp()

    const login = await phone.logIn(email)
    await times(additions, (index) => (index % 2 ? laptop : phone).addToCart(productOf(index)))

    expect(login.status).toBe(401)
    expect([await unitsIn(laptop), await unitsIn(phone)]).toEqual([additions / 2, additions / 2])
  },

  async after(shop) {
    const [laptop, phone] = [shop.device(), shop.device()]
    await phone.logIn(await laptop.signUp())

    const answers = await times(additions, (index) =>
      (index % 2 ? laptop : phone).addToCart(productOf(index)),
    )

    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: additions })
    expect(new Set(answers.map(({ headers }) => headers.get('x-instance-id'))).size).toBe(3)
    expect([await unitsIn(laptop), await unitsIn(phone)]).toEqual([additions, additions])
  },
}
