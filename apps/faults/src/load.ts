import { setTimeout as sleep } from 'node:timers/promises'
import type { Device, Shop } from './shop.ts'
import { productAt, times, unitsIn } from './shoppers.ts'

export interface GuestResult {
  readonly device: Device
  /** Units whose addition was answered with 200. */
  readonly acknowledged: number
}

export interface LoadResult {
  readonly guests: readonly GuestResult[]
  /** Requests that got no answer or another one than 200, as "GET 503". */
  readonly failed: readonly string[]
}

/** Guests who add to their carts and look at them, one request after the other, until `end` is over. */
export async function shopUntil(shop: Shop, end: Promise<unknown>, { guests = 9 } = {}): Promise<LoadResult> {
  let isOver = false
  const ending = end.finally(() => {
    isOver = true
  })
  const failed: string[] = []
  const results = await times(guests, async (index) => {
    const device = shop.device(shop.instances()[index % 3])
    await device.openSession()
    let acknowledged = 0
    while (!isOver) {
      const product = productAt(acknowledged % differentProducts)
      if (acknowledged < mostUnits && (await isAnswered('POST', () => device.addToCart(product))))
        acknowledged += 1
      await isAnswered('GET', () => device.request('/api/cart'))
      await sleep(pauseMs)
    }
    return { device, acknowledged }
  })
  await ending
  return { guests: results, failed }

  async function isAnswered(name: string, ask: () => Promise<Response>) {
    const status = await ask().then(
      (answer) => answer.status,
      (error) => `${error}`,
    )
    if (status !== 200) failed.push(`${name} ${status}`)
    return status === 200
  }
}

/** A cart takes 20 units of a product. */
const differentProducts = 20
const mostUnits = 20 * differentProducts
/** Between two rounds of one guest: leaves the machine to the instances that start meanwhile. */
const pauseMs = 50

/** Guests whose cart holds less than what was acknowledged. */
export async function countLost({ guests }: LoadResult): Promise<number> {
  const units = await Promise.all(guests.map(({ device }) => unitsIn(device)))
  return guests.filter(({ acknowledged }, index) => (units[index] ?? 0) < acknowledged).length
}
