/**
 * One idea: a given number of shoppers goes through 02-continuity's day in step, so that everybody shops when an instance
 * is killed and nobody is done yet. What it shows is clear, in seconds; that shoppers wait for each other is no load as
 * people make it, so `pnpm evaluate` measures with 02-continuity. Judged by the history; `pnpm demo` runs it.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 --console-output history.jsonl --log-format raw 23-demo.ts
 *
 * TARGET     the shop, or the balancer before it
 * PROFILE    smoke | demo
 * STARTS_AT  epoch milliseconds when the first phase begins; whoever kills instances counts from it too
 * SCARCE     a product of which there are fewer units than shoppers, to see whether it is oversold
 */
import { sleep } from 'k6'
import exec from 'k6/execution'
import http from 'k6/http'
import type { Options } from 'k6/options'
import { createDevice, type Device } from './lib/device.ts'
import { checkOut, newShopper, pick } from './lib/journey.ts'
import { phasesNamed } from './lib/phases.ts'
import * as shop from './lib/shopper.ts'

const target = __ENV.TARGET ?? 'http://127.0.0.1:3000'
const profile = phasesNamed(__ENV.PROFILE ?? 'smoke')
const scarce = __ENV.SCARCE
const shoppers = Number(__ENV.SHOPPERS ?? profile.shoppers)

export const options: Options = {
  scenarios: {
    shoppers: {
      executor: 'per-vu-iterations',
      vus: shoppers,
      iterations: 1,
      maxDuration: '90s',
      gracefulStop: '0s',
    },
  },
  discardResponseBodies: false,
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max'],
}

interface Setup {
  readonly startsAt: number
  readonly productIds: readonly string[]
}

export function setup(): Setup {
  const startsAt = Number(__ENV.STARTS_AT ?? Date.now())
  const productIds = http
    .get(`${target}/api/products?sort=name`, { tags: { name: 'GET /api/products' } })
    .json('products.#.id') as unknown as string[]
  return { startsAt, productIds: productIds.filter((id) => id !== scarce) }
}

export default function continuity({ startsAt, productIds }: Setup) {
  const number = exec.vu.idInTest
  const shopper = newShopper(number)
  const laptop = createDevice(target, 'laptop')
  const phone = createDevice(target, 'phone')
  const at = (seconds: number) => sleepUntil(startsAt + seconds * 1000)

  at(spread(0, profile.arriveUntil * 0.8, number))
  arrive(shopper, laptop, productIds)
  keepShopping(shopper, laptop, { productIds, until: startsAt + profile.shopUntil * 1000 })

  at(spread(profile.shopUntil, profile.readBackUntil, number))
  readBack(shopper, phone)

  at(spread(profile.readBackUntil, profile.checkOutUntil, number))
  shop.readCart(shopper, laptop)
  checkOut(shopper, phone, scarce)
}

/** Comes as a guest, puts something in, makes an account: the guest's cart comes along. */
function arrive(shopper: shop.Shopper, laptop: Device, productIds: readonly string[]) {
  laptop.openSession()
  shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 1 })
  shop.signUp(shopper, laptop)
  shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 2 })
  shop.putPicture(shopper, laptop)
}

function keepShopping(
  shopper: shop.Shopper,
  laptop: Device,
  { productIds, until }: { productIds: readonly string[]; until: number },
) {
  while (Date.now() < until - 500) {
    laptop.request('GET', `/api/products/${pick(productIds)}`, { route: 'GET /api/products/:productId' })
    shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 1 })
    shop.readCart(shopper, laptop)
    sleep(0.8 + Math.random() * 0.6)
  }
}

function readBack(shopper: shop.Shopper, phone: Device) {
  shop.logIn(shopper, phone)
  shop.readCart(shopper, phone)
  shop.readProfile(shopper, phone)
  shop.readPicture(shopper, phone)
}

/** Shoppers do not come all at once: each has its own moment between two. */
const spread = (from: number, to: number, number: number) =>
  from + ((to - from) * ((number - 1) % shoppers)) / shoppers

function sleepUntil(time: number) {
  const seconds = (time - Date.now()) / 1000
  if (seconds > 0) sleep(seconds)
}
