import { demoCatalog } from '@unsticky/catalog'
import type { Device } from './shop.ts'

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

/** How often each value is there: `{ 201: 1, 409: 9 }`. */
export const tally = (values: readonly (string | number)[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]),
  )
