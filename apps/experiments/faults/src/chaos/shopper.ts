import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLedger, type HistoryEvent, type Line } from '@unsticky/continuity'
import { address, createFetchBrowser, goodPassword } from '@unsticky/http/testing'
import { type Acting, actOnce, actUntilTold, type ChaosDevice, openSession, type Waits } from './act.ts'

export interface ShopperOptions {
  readonly id: string
  readonly url: string
  readonly random: () => number
  readonly productIds: readonly string[]
  readonly waits: Waits
  readonly write: (event: HistoryEvent) => void
}

export interface ChaosShopper {
  readonly id: string
  /** Comes as a guest, signs up, and shops on two devices until `isOver`. */
  shopUntil(isOver: () => boolean): Promise<void>
  /** Looks at cart, orders and profile once more, from a new device. Resolves to whether all were seen. */
  lookAgain(): Promise<boolean>
}

interface CartView {
  readonly lines: readonly Line[]
  readonly totalCents: number
}

interface OrderView {
  readonly id: string
  readonly number: string
  readonly lines: readonly Line[]
}

/** Between two acts of one shopper. */
const pauseMs = { least: 150, more: 500 }

/** Stays below what the shop takes of one product. */
const mostUnits = 3

export function createChaosShopper(options: ShopperOptions): ChaosShopper {
  const { id, url, random, productIds, waits, write } = options
  const acting: Acting = { ledger: createLedger({ shopper: id, now: Date.now, write }), waits }
  const [laptop, phone] = [device('laptop'), device('phone')]
  let mayHaveAccount = false
  return { id, shopUntil, lookAgain }

  async function shopUntil(isOver: () => boolean) {
    if (!(await openSession(laptop))) return
    await add(laptop)
    if (!(await signUp()) || !(await logIn(phone))) return
    for (let round = 0; !isOver(); round += 1) {
      await shopOnce(round)
      await sleep(pauseMs.least + random() * pauseMs.more)
    }
  }

  async function lookAgain() {
    if (!mayHaveAccount) return true
    const later = device('another phone')
    if (!(await openSession(later)) || !(await logIn(later))) return false
    const seen = [await readCart(later), await readOrders(later), await readProfile(later)]
    return seen.every(({ status }) => status === 200)
  }

  /** Every third round ends with an order; the other device looks at what the first one did. */
  async function shopOnce(round: number) {
    const [one, other] = random() < 0.5 ? [laptop, phone] : [phone, laptop]
    const step = round % 6
    if (step === 2) return void (await remove(one))
    if (step === 5) return checkOut(one, other)
    await add(one)
    await readCart(other)
  }

  /** A sign-up has no key. Whether one that got no answer made the account, a login tells. */
  async function signUp() {
    mayHaveAccount = true
    const displayName = `Shopper ${id}`
    const json = { email: emailOf(id), password: goodPassword, displayName }
    for (let attempts = 0; attempts < 8; attempts += 1) {
      const account = { f: 'signUp', sent: { displayName }, method: 'POST', path: '/api/accounts', json }
      const { outcome } = await actOnce(acting, laptop, account)
      if (!(await openSession(laptop))) return false
      if (outcome === 'ok' || (await logIn(laptop, { forMs: 0 }))) return true
    }
    return false
  }

  /** Each attempt as a person's, on a page that is loaded anew. */
  async function logIn(on: ChaosDevice, { forMs = 60_000 } = {}) {
    const json = { email: emailOf(id), password: goodPassword }
    for (const end = performance.now() + forMs; await openSession(on); await sleep(500)) {
      const login = { f: 'login', method: 'POST', path: '/api/session', json }
      const { outcome } = await actOnce(acting, on, login)
      if (outcome === 'ok') return openSession(on)
      if (outcome === 'fail' || performance.now() > end) return false
    }
    return false
  }

  function add(on: ChaosDevice) {
    const productId = productIds[Math.floor(random() * productIds.length)] as string
    const line = { productId, quantity: 1 + Math.floor(random() * mostUnits) }
    const key = randomUUID()
    const path = '/api/cart/lines'
    return actUntilTold(acting, on, { f: 'addToCart', sent: line, key, method: 'POST', path, json: line })
  }

  async function remove(on: ChaosDevice) {
    const { body } = await readCart(on)
    const line = body?.lines[Math.floor(random() * body.lines.length)]
    if (!line) return
    const sent = { productId: line.productId, quantity: 0 }
    const path = `/api/cart/lines/${line.productId}`
    const json = { quantity: 0 }
    await actUntilTold(acting, on, { f: 'setQuantity', sent, key: randomUUID(), method: 'PUT', path, json })
  }

  /** Twice at the same moment, as a double click, each repeated until it is told what came of it. */
  async function checkOut(on: ChaosDevice, other: ChaosDevice) {
    const { body: cart } = await readCart(on)
    if (!cart || cart.lines.length === 0) return
    const key = randomUUID()
    const json = { address, card: 'approved', expectedTotalCents: cart.totalCents }
    const order = {
      ...{ f: 'checkout', sent: { lines: linesOf(cart) }, key, method: 'POST', path: '/api/orders', json },
      shows: summaryOf,
    }
    await Promise.all([actUntilTold(acting, on, order), actUntilTold(acting, on, order)])
    await readOrders(other)
  }

  function readCart(on: ChaosDevice) {
    const shows = (cart: CartView) => ({ lines: linesOf(cart) })
    return actUntilTold(acting, on, { f: 'readCart', path: '/api/cart', shows })
  }

  function readOrders(on: ChaosDevice) {
    const shows = ({ orders }: { orders: readonly OrderView[] }) => ({ orders: orders.map(summaryOf) })
    return actUntilTold(acting, on, { f: 'readOrders', path: '/api/orders', shows })
  }

  function readProfile(on: ChaosDevice) {
    const shows = ({ displayName }: { displayName: string }) => ({ displayName })
    return actUntilTold(acting, on, { f: 'readProfile', path: '/api/profile', shows })
  }

  function device(name: string): ChaosDevice {
    return { name, browser: createFetchBrowser(url) }
  }
}

const emailOf = (id: string) => `${id}@example.test`
const linesOf = ({ lines }: Pick<CartView, 'lines'>) =>
  lines.map(({ productId, quantity }) => ({ productId, quantity }))
const summaryOf = (order: OrderView) => ({ orderId: order.id, number: order.number, lines: linesOf(order) })
