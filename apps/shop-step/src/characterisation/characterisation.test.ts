/**
 * What the shop does, written down from outside before anything is moved: the first thing that a team writes. The same
 * behaviours hold before and after the seams, with one instance. With three they fail in the places that are named
 * here, on both: seams alone make nothing stateless.
 */
import { createFetchBrowser } from '@unsticky/http/testing'
import { startShop } from '@unsticky/shop-stateless/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepEntry } from '../index.ts'
import { accounts } from './accounts.ts'
import type { ShopFromOutside } from './behaviour.ts'
import { carts } from './carts.ts'
import { edge } from './edge.ts'
import { orders } from './orders.ts'

const behaviours = { ...edge, ...accounts, ...carts, ...orders }

/** Whatever asks for state: the next request comes to an instance that has none of it. */
const failInTurn = Object.keys({ ...accounts, ...carts, ...orders })

/** A device is always answered by one instance, so this is where two devices or two shoppers meet. */
const failWithStickySessions = [
  'makes one account of an email',
  'ends a session at logout, for who kept its cookie as well',
  'lets an account be guessed at ten times, from however many devices',
  'keeps a profile as it was changed',
  'shows a picture that was uploaded',
  'takes the token of an app until it is revoked',
  'shows one cart on two devices of an account',
  'tells another device of a change at once',
  'gives every order a number of its own',
  'sells no unit twice, and sells a cancelled one again',
]

describe.each(['0', '1'])('step %s', { timeout: 120_000 }, (step) => {
  let shops: Awaited<ReturnType<typeof startShop>>[]
  beforeAll(async () => {
    const start = (INSTANCE_ID: string) => startShop(stepEntry, { SHOP_STEP: step, INSTANCE_ID })
    shops = await Promise.all(['i-1', 'i-2', 'i-3', 'i-4'].map(start))
  })
  afterAll(() => Promise.all(shops.map((shop) => shop[Symbol.asyncDispose]())))
  const urls = () => shops.map(({ url }) => url)

  describe('with one instance', () => {
    it.each(Object.entries(behaviours))('%s', async (_name, behave) => {
      await behave({ device: () => createFetchBrowser(urls()[0] as string) })
    })
  })

  it('with three instances that are asked in turn, fails in exactly the places that need state', async () => {
    const device = () => createFetchBrowser(...urls().slice(1))

    expect(await failuresOf({ device })).toEqual(failInTurn)
  })

  it('with three instances and sticky sessions, fails in exactly the places where two meet', async () => {
    let devices = 0
    const device = () => createFetchBrowser(urls()[1 + (devices++ % 3)] as string)

    expect(await failuresOf({ device })).toEqual(failWithStickySessions)
  })
})

/** The names of the behaviours that do not hold. */
async function failuresOf(shop: ShopFromOutside) {
  const failures: string[] = []
  for (const [name, behave] of Object.entries(behaviours)) {
    await behave(shop).catch(() => failures.push(name))
  }
  return failures
}
