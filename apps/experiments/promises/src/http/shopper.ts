/** What a shopper does, in the shop's verbs. Each act stands in the ledger before it is sent and after its answer. */
import { createHash, randomUUID } from 'node:crypto'
import { createLedger, type Line } from '@unsticky/continuity'
import { type Answer, createDevice, type Device, jsonOf, type RequestOptions } from './device.ts'

export interface Doing extends RequestOptions {
  readonly method: string
  readonly path: string
  /** What is sent, for the ledger. */
  readonly sent?: unknown
  readonly shows?: (answer: Answer) => unknown
}

interface Order {
  readonly id: string
  readonly number: string
  readonly lines: readonly Line[]
}

export function createShopper(url: string, name: string) {
  const ledger = createLedger({ shopper: name, now: Date.now })
  const email = `${name}-${randomUUID()}@example.test`
  const password = 'correct horse 1'
  return {
    name,
    email,
    ledger,
    device: (deviceName: string) => createDevice(url, `${name}'s ${deviceName}`),
    act,
    signUp,
    logIn,
    enter,
    logOut: (device: Device) => act(device, 'logout', { method: 'DELETE', path: '/api/session' }),
    add,
    readCart: (device: Device, options: RequestOptions = {}) =>
      act(device, 'readCart', { method: 'GET', path: '/api/cart', shows: cartOf, ...options }),
    readProfile: (device: Device, options: RequestOptions = {}) =>
      act(device, 'readProfile', { method: 'GET', path: '/api/profile', shows: profileOf, ...options }),
    checkOut,
    readOrders: (device: Device) =>
      act(device, 'readOrders', { method: 'GET', path: '/api/orders', shows: ordersOf }),
  }

  async function act(device: Device, f: string, { method, path, sent, shows, ...options }: Doing) {
    const pending = ledger.invoke(f, sent, { process: device.name, key: options.key })
    const answer = await device.request(method, path, options)
    const saysRetry = answer.headers.has('retry-after')
    pending.answered(answer.status, () => shows?.(answer), { instance: answer.instance, saysRetry })
    return answer
  }

  async function signUp(device: Device) {
    const displayName = `Shopper ${name}`
    await device.openSession()
    const json = { email, password, displayName }
    const request = { method: 'POST', path: '/api/accounts', json, sent: { displayName } }
    const answer = await act(device, 'signUp', request)
    await device.openSession()
    return answer
  }

  async function logIn(device: Device) {
    await device.openSession()
    const answer = await enter(device)
    await device.openSession()
    return answer
  }

  /** The login alone, for those who press the button twice. */
  function enter(device: Device) {
    return act(device, 'login', { method: 'POST', path: '/api/session', json: { email, password } })
  }

  function add(device: Device, productId: string, quantity = 1) {
    const line = { productId, quantity }
    const request = { method: 'POST', path: '/api/cart/lines', json: line, sent: line, key: randomUUID() }
    return act(device, 'addToCart', request)
  }

  async function checkOut(device: Device, { key = randomUUID(), card = 'approved', totalCents = 0 } = {}) {
    const total = totalCents || (await totalOf(device))
    const json = { address, card, expectedTotalCents: total }
    return act(device, 'checkout', { method: 'POST', path: '/api/orders', json, key, shows: orderOf })
  }
}

export type Shopper = ReturnType<typeof createShopper>

/** What the cart costs, as the page knows it before the button is pressed. */
export async function totalOf(device: Device): Promise<number> {
  const answer = await device.request('GET', '/api/cart')
  return answer.status === 200 ? jsonOf<{ totalCents: number }>(answer).totalCents : 0
}

/** Tells pictures apart without keeping them. */
export const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

const address = {
  name: 'A. Shopper',
  street: 'Loopback 1',
  postalCode: '12701',
  city: 'Localville',
  country: 'IE',
}

const lineOf = ({ productId, quantity }: Line) => ({ productId, quantity })
const summaryOf = ({ id, number, lines }: Order) => ({ orderId: id, number, lines: lines.map(lineOf) })
const cartOf = (answer: Answer) => ({ lines: jsonOf<{ lines: Line[] }>(answer).lines.map(lineOf) })
const profileOf = (answer: Answer) => ({ displayName: jsonOf<{ displayName: string }>(answer).displayName })
const orderOf = (answer: Answer) => summaryOf(jsonOf<Order>(answer))
const ordersOf = (answer: Answer) => ({ orders: jsonOf<{ orders: Order[] }>(answer).orders.map(summaryOf) })
