import type { createFetchBrowser } from '@unsticky/http/testing'

/** A browser of somebody. */
export type Device = ReturnType<typeof createFetchBrowser>

/** The shop as its users have it: from outside. How many instances it has is nobody's business. */
export interface ShopFromOutside {
  device(): Device
}

/** What the shop does today. Throws when it does not. */
export type Behaviour = (shop: ShopFromOutside) => Promise<void>

/** Behaviours by their names, which are sentences about the shop. */
export type Behaviours = Readonly<Record<string, Behaviour>>

export interface CartAnswer {
  readonly units: number
  readonly totalCents: number
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
}

export interface OrderAnswer {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly totalCents: number
}

export const cartOf = (device: Device) => device.json<CartAnswer>('/api/cart')

export const ordersOf = async (device: Device) =>
  (await device.json<{ orders: readonly OrderAnswer[] }>('/api/orders')).orders

export const unitsLeftOf = async (device: Device, productId: string) =>
  (await device.json<{ unitsLeft: number }>(`/api/products/${productId}`)).unitsLeft

/** Somebody with an account of their own. */
export async function openShopper({ device }: ShopFromOutside) {
  const laptop = device()
  const email = await laptop.signUp()
  return { laptop, email }
}
