/** A shopper who comes, shops, and looks again on another device. */
import { check, sleep } from 'k6'
import http from 'k6/http'
import { createDevice, type Device } from './device.ts'
import { createHistory } from './history.ts'
import { countCart, countLogin } from './losses.ts'
import * as shop from './shopper.ts'

export function newShopper(number: number): shop.Shopper {
  const id = `shopper-${number}-${globalThis.crypto.randomUUID().slice(0, 8)}`
  return { number, id, email: `${id}@example.test`, password: `secret-${id}-1`, history: createHistory(id) }
}

export const pick = (ids: readonly string[]): string => ids[Math.floor(Math.random() * ids.length)] as string

/** Ids of everything that the shop sells. */
export function listProducts(target: string): readonly string[] {
  return http
    .get(`${target}/api/products?sort=name`, { tags: { name: 'GET /api/products' } })
    .json('products.#.id') as unknown as string[]
}

interface JourneyOptions {
  readonly target: string
  readonly productIds: readonly string[]
  /** Between filling the cart and looking at it again: the moment for an instance to die. */
  readonly pauseSeconds: number
}

/**
 * Guest, cart, account, and the same cart on the phone: what was acknowledged must be there. Everything also stands in
 * the history, which `continuity` judges.
 */
export function shopOnTwoDevices(
  number: number,
  { target, productIds, pauseSeconds }: JourneyOptions,
): shop.Shopper {
  const shopper = newShopper(number)
  const laptop = createDevice(target, 'laptop')
  const phone = createDevice(target, 'phone')
  laptop.openSession()
  let acknowledged = 0
  add(1)
  signUpSurely(shopper, laptop)
  add(2)
  sleep(pauseSeconds)
  add(1)
  const isIn = shop.logIn(shopper, phone) || shop.logIn(shopper, phone)
  const cart = shop.readCart(shopper, phone)
  countLogin(isIn)
  if (isIn) countCart(cart, { acknowledged })
  check(cart, {
    'logged in on the second device': () => isIn,
    'the second device shows the whole cart': (seen) => unitsOf(seen) === 4,
  })
  return shopper

  function add(quantity: number) {
    const { status } = shop.addToCart(shopper, laptop, { productId: pick(productIds), quantity })
    if (status < 300) acknowledged += quantity
  }
}

/** Not repeatable, so an instance that dies takes it along; whether the account was made, the login tells. */
export function signUpSurely(shopper: shop.Shopper, device: Device): void {
  if (!shop.signUp(shopper, device) && !shop.logIn(shopper, device)) shop.signUp(shopper, device)
}

/** Buys what is in the cart, with two clicks. Sold out is an answer: then the rest is bought without it. */
export function checkOut(shopper: shop.Shopper, device: Device, scarce: string | undefined): void {
  setOutToBuy(shopper, device)
  if (scarce) shop.addToCart(shopper, device, { productId: scarce, quantity: 1 })
  const cart = shop.readCart(shopper, device)
  if (!cart || cart.lines.length === 0) return
  const answers = shop.checkOutTwice(shopper, device, cart)
  if (scarce && answers.every(({ status }) => status === 409)) buyWithout(scarce, shopper, device)
  shop.readOrders(shopper, device)
}

/** Who wanted to buy counts, also who found no cart to buy. */
export const setOutToBuy = ({ history }: shop.Shopper, { name }: Device) => history.note(name, 'setOutToBuy')

function buyWithout(productId: string, shopper: shop.Shopper, device: Device) {
  shop.removeFromCart(shopper, device, productId)
  const cart = shop.readCart(shopper, device)
  if (cart && cart.lines.length > 0) shop.checkOutTwice(shopper, device, cart)
}

export const unitsOf = (cart: shop.CartView | undefined) =>
  cart?.lines.reduce((sum, { quantity }) => sum + quantity, 0)
