/**
 * One idea: a shopper's cart, login, picture and orders are still there later and on another device, whatever happened
 * to the instances meanwhile. Status codes cannot tell: a lost cart is a 200 with an empty list. So every shopper writes
 * a history (invoke, ok, fail, info), and `continuity` judges it. Shoppers keep coming, however slow the shop is.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 --console-output history.jsonl --log-format raw 02-continuity.ts
 *
 * STARTS_AT      epoch milliseconds when the first shopper comes; whoever kills instances counts from it too
 * ROUNDS         how often a shopper looks at a product and takes it, THINK_SECONDS apart
 * SCARCE         a product of which there are fewer units than shoppers, to see whether it is oversold
 * SUMMARY        a file for all figures as JSON, at the end
 * BUYS_SCARCE    "no": nobody takes it, as in a warm-up
 */
import { check, sleep } from 'k6'
import exec from 'k6/execution'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { createDevice, type Device } from './lib/device.ts'
import {
  checkOut,
  listProducts,
  newShopper,
  pick,
  setOutToBuy,
  signUpSurely,
  unitsOf,
} from './lib/journey.ts'
import { countCart, countLogin, nothingIsLost } from './lib/losses.ts'
import * as shop from './lib/shopper.ts'
import { nothingRepeatableFails, summaryTrendStats, target } from './lib/target.ts'

const scarce = __ENV.SCARCE
const buysScarce = __ENV.BUYS_SCARCE !== 'no'
const rounds = Number(__ENV.ROUNDS ?? 3)
const thinkSeconds = Number(__ENV.THINK_SECONDS ?? 0.5)

export { handleSummary } from './lib/summary.ts'

export const options: Options = {
  scenarios: { shoppers: arrivals({ perSecond: 3, iterationSeconds: 6 + rounds * (thinkSeconds + 0.7) }) },
  thresholds: { ...nothingRepeatableFails, ...nothingIsLost },
  summaryTrendStats,
}

export function setup() {
  const productIds = listProducts(target).filter((id) => id !== scarce)
  sleep(Math.max(0, Number(__ENV.STARTS_AT ?? 0) - Date.now()) / 1000)
  return { productIds }
}

export default function continuity({ productIds }: { productIds: readonly string[] }) {
  const number = exec.scenario.iterationInTest
  const shopper = newShopper(number)
  const laptop = createDevice(target, 'laptop')
  const units = fillCart(shopper, laptop, productIds)
  const device = lookAgain(shopper, laptop)
  countLogin(device !== undefined)
  check(device, { 'the account is known on the next device': (found) => found !== undefined })
  if (!device) {
    // Who is told that there is no such account does not go on as a guest, and buys nothing.
    setOutToBuy(shopper, laptop)
    return
  }
  const cart = shop.readCart(shopper, device)
  countCart(cart, { acknowledged: units })
  check(cart, {
    'the cart holds what was acknowledged': (seen) => unitsOf(seen) === units,
  })
  shop.readProfile(shopper, device)
  shop.readPicture(shopper, device)
  checkOut(shopper, device, buysScarce ? scarce : undefined)
}

/** As a guest first; the cart comes along into the account. Resolves to the units that the shop acknowledged. */
function fillCart(shopper: shop.Shopper, laptop: Device, productIds: readonly string[]): number {
  let units = 0
  laptop.openSession()
  add()
  signUpSurely(shopper, laptop)
  shop.putPicture(shopper, laptop)
  for (let round = 0; round < rounds; round++) {
    laptop.request('GET', `/api/products/${pick(productIds)}`, { route: 'GET /api/products/:productId' })
    add()
    shop.readCart(shopper, laptop)
    sleep(thinkSeconds * (0.7 + Math.random() * 0.6))
  }
  return units

  function add() {
    const { status } = shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 1 })
    if (status < 300) units += 1
  }
}

/** Every second shopper stays where the cart was filled, so that stickiness is not only judged by the change of device. */
function lookAgain(shopper: shop.Shopper, laptop: Device): Device | undefined {
  if (shopper.number % 2 === 1) return laptop
  const phone = createDevice(target, 'phone')
  return shop.logIn(shopper, phone) || shop.logIn(shopper, phone) ? phone : undefined
}
