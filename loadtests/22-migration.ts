/**
 * One idea: shoppers shop on while the shop under them moves to other stores, and back. Nobody knows beforehand how long
 * that takes, so they ask the one who moves it where it is: which wave of shoppers may come, and when it is over. Then
 * each reads back what was acknowledged, and checks out.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e SECONDS=20 --console-output history.jsonl --log-format raw 22-migration.ts
 *
 * TARGET   the balancer before the shop
 * STAGE    answers GET with { wave, isOver }; without it all is over after SECONDS. `pnpm migrate` is one
 * WAVES    half of the shoppers come at once, the others spread over the waves 1 to WAVES
 * DEVICE   who reads back: "phone", a new device, or "laptop", where a second device could not see the cart anyway
 */
import { sleep } from 'k6'
import exec from 'k6/execution'
import http from 'k6/http'
import type { Options } from 'k6/options'
import { createDevice, type Device } from './lib/device.ts'
import { listProducts, newShopper, pick } from './lib/journey.ts'
import * as shop from './lib/shopper.ts'

const target = __ENV.TARGET ?? 'http://127.0.0.1:3000'
const stageUrl = __ENV.STAGE ?? ''
const shoppers = Number(__ENV.SHOPPERS ?? 50)
/** Without a STAGE. */
const seconds = Number(__ENV.SECONDS ?? 20)
const waves = Number(__ENV.WAVES ?? 1)
const readBackDevice = __ENV.DEVICE ?? 'phone'

export const options: Options = {
  scenarios: {
    shoppers: {
      executor: 'per-vu-iterations',
      vus: shoppers,
      iterations: 1,
      maxDuration: '5m',
      gracefulStop: '0s',
    },
  },
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max'],
}

interface Stage {
  readonly wave: number
  readonly isOver: boolean
}

export const setup = () => ({ productIds: listProducts(target), startedAt: Date.now() })

interface Setup {
  readonly productIds: readonly string[]
  readonly startedAt: number
}

export default function migration({ productIds, startedAt }: Setup) {
  const number = exec.vu.idInTest
  const shopper = newShopper(number)
  const laptop = createDevice(target, 'laptop')
  const wave = number <= shoppers / 2 ? 0 : 1 + (number % waves)
  const stage = () => stageNow(startedAt)
  while (stage().wave < wave) sleep(0.5)
  sleep(Math.random())

  laptop.openSession()
  shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 1 })
  if (!staysGuest(shopper)) becomeAccount(shopper, laptop, productIds)
  shopUntilOver(shopper, laptop, { productIds, stage })
  // Not all at the same moment: checking a password is slow on purpose.
  sleep((shoppers / 12) * Math.random())
  readBack(shopper, laptop)
}

/** Every fifth one has nothing but a cookie, signed by the shop of before, until all is over. */
const staysGuest = ({ number }: shop.Shopper) => number % 5 === 4

function becomeAccount(shopper: shop.Shopper, laptop: Device, productIds: readonly string[]) {
  shop.signUp(shopper, laptop)
  shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 2 })
  shop.putPicture(shopper, laptop)
}

/** Every third one buys what is in the cart now and then, so that orders are under way at every switch. */
function shopUntilOver(
  shopper: shop.Shopper,
  laptop: Device,
  { productIds, stage }: { readonly productIds: readonly string[]; readonly stage: () => Stage },
) {
  for (let round = 1; !stage().isOver; round++) {
    shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity: 1 })
    const cart = shop.readCart(shopper, laptop)
    const isBuying = shopper.number % 3 === 0 && round % 5 === 0 && !staysGuest(shopper)
    if (isBuying && cart && cart.lines.length > 0) shop.checkOutTwice(shopper, laptop, cart)
    if (round % 4 === 0 && !staysGuest(shopper)) shop.readProfile(shopper, laptop)
    sleep(0.4 + Math.random() * 0.6)
  }
}

function readBack(shopper: shop.Shopper, laptop: Device) {
  shop.readCart(shopper, laptop)
  if (staysGuest(shopper)) shop.signUp(shopper, laptop)
  const device = readBackDevice === 'phone' ? createDevice(target, 'phone') : laptop
  shop.logIn(shopper, device)
  shop.readProfile(shopper, device)
  if (!staysGuest(shopper)) shop.readPicture(shopper, device)
  const cart = shop.readCart(shopper, device)
  if (cart && cart.lines.length > 0) shop.checkOutTwice(shopper, device, cart)
  shop.readOrders(shopper, device)
}

function stageNow(startedAt: number): Stage {
  if (stageUrl)
    return http
      .get(stageUrl, { jar: new http.CookieJar(), tags: { name: 'stage' } })
      .json() as unknown as Stage
  const passed = (Date.now() - startedAt) / 1000 / seconds
  return { wave: Math.floor(passed * (waves + 1)), isOver: passed >= 1 }
}
