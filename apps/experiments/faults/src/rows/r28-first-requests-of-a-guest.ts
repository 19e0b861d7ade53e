import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { type Device, stick } from '../shop.ts'
import { tally, times, unitsIn } from '../shoppers.ts'

export const firstRequestsOfAGuest: Experiment = {
  async before(shop) {
    const guest = shop.device()
    const instances = await firstSix(guest)
    expect(instances.size).toBeGreaterThan(1)

    // Each answer names its instance as the guest's; the last one counts, wherever the guest's id was made.
    const home = (await guest.request('/api/session')).headers.get('x-instance-id')
    const other = shop.instances().find(({ id }) => id !== home)
    stick(guest, other as NonNullable<typeof other>)

    const additions = await times(6, () => guest.addToCart('copper-kettle'))
    expect(tally(additions.map(({ status }) => status))).toEqual({ 403: 6 })
    expect(await unitsIn(guest)).toBe(0)
  },

  async after(shop) {
    const guest = shop.device()
    const instances = await firstSix(guest)
    expect(instances.size).toBeGreaterThan(1)

    const additions = await times(6, () => guest.addToCart('copper-kettle'))

    expect(tally(additions.map(({ status }) => status))).toEqual({ 200: 6 })
    expect(await unitsIn(guest)).toBe(6)
  },
}

/** What a browser without any cookie asks at once. Resolves to the instances that answered. */
async function firstSix(guest: Device) {
  const [, ...answers] = await Promise.all([
    guest.openSession(),
    ...Array.from({ length: 5 }, () => guest.request('/api/products')),
  ])
  return new Set(answers.map(({ headers }) => headers.get('x-instance-id')))
}
