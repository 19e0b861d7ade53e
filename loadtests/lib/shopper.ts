/** What a shopper does, in domain verbs. Each act stands in the history before it is sent and after it is answered. */
import { sleep } from 'k6'
import crypto from 'k6/crypto'
import type { Device, RequestOptions, Response } from './device.ts'
import type { History, Sent } from './history.ts'
import { pictureOf } from './picture.ts'

export interface Shopper {
  readonly number: number
  readonly id: string
  readonly email: string
  readonly password: string
  readonly history: History
}

export interface CartView {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
  readonly totalCents: number
}

interface CartLine {
  readonly productId: string
  readonly quantity: number
}

interface Sending extends RequestOptions {
  readonly method: string
  readonly path: string
  /** What the answer shows, for the history. */
  readonly shows?: (response: Response) => unknown
}

export function signUp(shopper: Shopper, device: Device): boolean {
  const { id, email, password } = shopper
  device.openSession()
  const body = { email, password, displayName: displayNameOf(id) }
  const response = perform(
    shopper,
    device,
    { f: 'signUp', value: { displayName: body.displayName } },
    { method: 'POST', path: '/api/accounts', body },
  )
  device.openSession()
  return response.status === 201
}

export function logIn(shopper: Shopper, device: Device): boolean {
  const { email, password } = shopper
  const body = { email, password }
  device.openSession()
  const response = perform(shopper, device, { f: 'login' }, { method: 'POST', path: '/api/session', body })
  device.openSession()
  return response.status === 200
}

export function addToCart(
  shopper: Shopper,
  device: Device,
  { alsoExpected, ...line }: CartLine & Pick<RequestOptions, 'alsoExpected'>,
): Response {
  const key = newKey()
  return perform(
    shopper,
    device,
    { f: 'addToCart', value: line, key },
    { method: 'POST', path: '/api/cart/lines', body: line, key, alsoExpected },
  )
}

export function removeFromCart(shopper: Shopper, device: Device, productId: string): void {
  const key = newKey()
  const value = { productId, quantity: 0 }
  perform(
    shopper,
    device,
    { f: 'setQuantity', value, key },
    {
      method: 'PUT',
      path: `/api/cart/lines/${productId}`,
      body: { quantity: 0 },
      key,
      route: 'PUT /api/cart/lines/:productId',
    },
  )
}

export function readCart(shopper: Shopper, device: Device): CartView | undefined {
  const response = perform(
    shopper,
    device,
    { f: 'readCart' },
    { method: 'GET', path: '/api/cart', shows: (answer) => ({ lines: linesOf(jsonOf<CartView>(answer)) }) },
  )
  return response.status === 200 ? jsonOf<CartView>(response) : undefined
}

export function readProfile(shopper: Shopper, device: Device): void {
  const shows = (answer: Response) => ({ displayName: jsonOf<{ displayName: string }>(answer).displayName })
  perform(shopper, device, { f: 'readProfile' }, { method: 'GET', path: '/api/profile', shows })
}

/**
 * Puts up a picture and looks at once what became of it: the shop draws pictures anew, so what must be seen from now on
 * is known only then. A picture that cannot be seen even now is written down as sent and will not be found; a shop that
 * cannot say right now is asked again, or the picture that it shows later would be taken for another.
 */
export function putPicture(shopper: Shopper, device: Device): void {
  const key = newKey()
  const sending = { bytes: pictureOf(shopper.number), contentType: 'image/png', key }
  const put = device.request('PUT', '/api/profile/picture', sending)
  let seen = device.request('GET', '/api/profile/picture', readingPicture)
  for (let repeat = 0; repeat < 3 && saysNothing(seen); repeat++) {
    sleep(0.5)
    seen = device.request('GET', '/api/profile/picture', readingPicture)
  }
  const picture = seen.status === 200 ? digestOf(seen) : `sent by ${shopper.id}`
  shopper.history.invoke(device.name, { f: 'putPicture', value: { picture }, key }).finish(put)
}

/** Asks for the picture and, where it lies elsewhere, follows the address that the shop gives. */
export function readPicture(shopper: Shopper, device: Device): void {
  const shows = (answer: Response) => ({ picture: digestOf(answer) })
  perform(
    shopper,
    device,
    { f: 'readPicture' },
    { method: 'GET', path: '/api/profile/picture', ...readingPicture, shows },
  )
}

const saysNothing = ({ status }: Response) => status === 0 || status >= 500

const readingPicture = { followRedirect: true, isBinary: true } as const

const digestOf = ({ body }: Response) => crypto.sha256(body as ArrayBuffer, 'hex').slice(0, 16)

export interface Checkout {
  readonly totalCents: number
  readonly lines: CartView['lines']
}

/** Sends the same checkout twice at the same moment, as a double click or a nervous network would. */
export function checkOutTwice(
  shopper: Shopper,
  device: Device,
  { totalCents, lines }: Checkout,
): readonly Response[] {
  const key = newKey()
  const body = { address, card: 'approved', expectedTotalCents: totalCents }
  const act: Sent = { f: 'checkout', value: { lines }, key }
  const started = [shopper.history.invoke(device.name, act), shopper.history.invoke(device.name, act)]
  const responses = device.requestTwice('POST', '/api/orders', { body, key, alsoExpected: [409] })
  for (const [index, response] of responses.entries()) started[index]?.finish(response, orderOf)
  return responses
}

export function readOrders(shopper: Shopper, device: Device): void {
  const shows = (answer: Response) => ({
    orders: jsonOf<{ orders: readonly Order[] }>(answer).orders.map(summaryOf),
  })
  perform(shopper, device, { f: 'readOrders' }, { method: 'GET', path: '/api/orders', shows })
}

interface Order {
  readonly id: string
  readonly number: string
  readonly lines: CartView['lines']
}

function perform(
  shopper: Shopper,
  device: Device,
  act: Sent,
  { method, path, shows, ...options }: Sending,
): Response {
  const started = shopper.history.invoke(device.name, act)
  const response = device.request(method, path, options)
  started.finish(response, shows)
  return response
}

const address = {
  name: 'A. Shopper',
  street: 'Loopback 1',
  postalCode: '12701',
  city: 'Localville',
  country: 'IE',
}

const newKey = () => globalThis.crypto.randomUUID()
const displayNameOf = (id: string) => `Shopper ${id}`
const jsonOf = <T>(response: Response) => response.json() as unknown as T
const orderOf = (response: Response) => summaryOf(jsonOf<Order>(response))
const linesOf = ({ lines }: Pick<CartView, 'lines'>) =>
  lines.map(({ productId, quantity }) => ({ productId, quantity }))
const summaryOf = (order: Order) => ({ orderId: order.id, number: order.number, lines: linesOf(order) })
