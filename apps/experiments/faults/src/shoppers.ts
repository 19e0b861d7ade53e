import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoCatalog } from '@unsticky/catalog'
import { address, freshEmail, goodPassword } from '@unsticky/http/testing'
import type { Device, Shop } from './shop.ts'

interface Cart {
  readonly units: number
}

/** Products of which there are hundreds. */
export const products = demoCatalog()
  .filter(({ stock }) => stock >= 400)
  .map(({ product }) => product.id)

export const productAt = (index: number) => products[index % products.length] as string

/** Units in the cart that this device sees. Throws when it gets no cart. */
export async function unitsIn(device: Device): Promise<number> {
  const answer = await device.request('/api/cart')
  if (answer.status !== 200) throw new Error(`The cart answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as Cart).units
}

export const isSignedIn = async (device: Device) => (await device.openSession()).signedIn

export const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

/** Three shoppers with an account and a kettle in the cart, one at each instance where the balancer is sticky. */
export const openShoppers = (shop: Shop): Promise<Device[]> =>
  times(3, async (index) => {
    const device = shop.device(shop.instances()[index])
    await device.signUp()
    await device.addToCart('copper-kettle')
    return device
  })

/** How often each value is there: `{ 201: 1, 409: 9 }`. */
export const tally = (values: readonly (string | number)[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]),
  )

export interface OrderView {
  readonly id: string
  readonly number: string
}

/** The orders that this device sees; none when nobody is signed in on it. */
export async function ordersOf(device: Device): Promise<readonly OrderView[]> {
  const answer = await device.request('/api/orders')
  if (answer.status === 401) return []
  return ((await answer.json()) as { orders: OrderView[] }).orders
}

/** The body of an order for what is in the cart. */
export async function payFor(device: Device) {
  const { totalCents } = await device.json<{ totalCents: number }>('/api/cart')
  return { address, card: 'approved', expectedTotalCents: totalCents }
}

/** Sends an order under one key until the answer is final, as the storefront does. */
export async function orderUntilTold(device: Device, { card }: { card: 'approved' | 'slow' }) {
  const key = randomUUID()
  const json = { ...(await payFor(device)), card }
  for (let tries = 0; tries < 20; tries += 1) {
    const { status, headers } = await device.request('/api/orders', { method: 'POST', json, key })
    const retryAfter = headers.get('retry-after')
    if (!retryAfter) return status
    await sleep(Number(retryAfter) * 1000)
  }
  return undefined
}

/** Signs up with an e-mail address that somebody may have used. */
export async function signUpAs(device: Device, email: string, password = goodPassword): Promise<Response> {
  await device.openSession()
  const json = { email, password, displayName: 'A Shopper' }
  const answer = await device.request('/api/accounts', { method: 'POST', json })
  await device.openSession()
  return answer
}

/**
 * One person at every instance of a stateful shop. No instance knows the account that another one made, so all that
 * the person can do is sign up again, with the same e-mail address.
 */
export async function samePersonEverywhere(shop: Shop): Promise<Device[]> {
  const email = freshEmail()
  const devices = shop.instances().map((instance) => shop.device(instance))
  for (const device of devices) await signUpAs(device, email)
  return devices
}

/** Asks until every instance has answered; resolves to one answer of each. */
export async function everywhere(shop: Shop, ask: () => Promise<Response>): Promise<readonly Response[]> {
  const answers = new Map<string | null, Response>()
  for (let asked = 0; asked < 30 && answers.size < shop.instances().length; asked += 1) {
    const answer = await ask()
    answers.set(answer.headers.get('x-instance-id'), answer)
  }
  if (answers.size < shop.instances().length) throw new Error(`Only ${answers.size} instances answered`)
  return [...answers.values()]
}
