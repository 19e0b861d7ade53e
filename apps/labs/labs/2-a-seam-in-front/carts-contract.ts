/** What the port promises, for the attendee's adapter: the smallest contract suite. */
import { deepStrictEqual } from 'node:assert/strict'
import type { Carts } from '@unsticky/lab-kit/seam'

type Promised = (carts: Carts) => Promise<void>

const expect = (actual: object, wanted: object) =>
  deepStrictEqual(actual, wanted, `Expected ${JSON.stringify(wanted)}, but got ${JSON.stringify(actual)}`)

export const promisesOfCarts: Readonly<Record<string, Promised>> = {
  'Your carts: a shopper nobody wrote for has an empty cart': async (carts) => {
    expect(await carts.load('anna'), {})
  },
  'Your carts: what was added is there, for this shopper alone': async (carts) => {
    await carts.add('anna', 'kettle')
    expect(await carts.add('anna', 'kettle'), { kettle: 2 })
    await carts.add('ben', 'board')
    expect(await carts.load('anna'), { kettle: 2 })
  },
  'Your carts: an emptied cart is empty': async (carts) => {
    await carts.add('anna', 'kettle')
    await carts.empty('anna')
    await carts.empty('nobody')
    expect(await carts.load('anna'), {})
  },
  'Your carts: what comes back is a copy': async (carts) => {
    Object.assign(await carts.add('anna', 'kettle'), { kettle: 99 })
    Object.assign(await carts.load('anna'), { kettle: 99 })
    expect(await carts.load('anna'), { kettle: 1 })
  },
  'Your carts: twenty additions at the same moment are all there': async (carts) => {
    await Promise.all(Array.from({ length: 20 }, () => carts.add('anna', 'kettle')))
    expect(await carts.load('anna'), { kettle: 20 })
  },
}
