import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntil } from '@unsticky/processes'
import { currentMeter } from './figures/meter.ts'
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

/** Waits until so many requests have been answered in all. */
type Answered = (count: number) => Promise<unknown>

/** A cart takes 20 units of a product. */
const differentProducts = 20
const mostUnits = 20 * differentProducts
/** Between two rounds of one guest: leaves the machine to the instances that start meanwhile. */
const pauseMs = 50

/** Guests, as many at each instance, add to their carts and look at them while `disturb` runs. */
export async function shopDuring(
  shop: Shop,
  disturb: (answered: Answered) => Promise<unknown>,
  { guests = 9 } = {},
): Promise<LoadResult> {
  const failed: string[] = []
  let requests = 0
  let isOver = false
  const disturbance = disturb(answered).finally(() => {
    isOver = true
  })
  const shopping = times(guests, async (index) => {
    const device = shop.device(shop.instances()[index % 3])
    await device.openSession()
    return { device, acknowledged: await shopOn(device) }
  })
  const [results] = await Promise.all([shopping, disturbance])
  return { guests: results, failed }

  async function shopOn(device: Device) {
    let units = 0
    while (!isOver) {
      const product = productAt(units % differentProducts)
      if (units < mostUnits && (await isAnswered('POST', device.addToCart(product)))) units += 1
      await isAnswered('GET', device.request('/api/cart'))
      await sleep(pauseMs)
    }
    return units
  }

  async function isAnswered(name: string, answer: Promise<Response>) {
    const status = await answer.then(
      (response) => response.status,
      (error) => `${error}`,
    )
    requests += 1
    if (status !== 200) failed.push(`${name} ${status}`)
    return status === 200
  }

  function answered(count: number) {
    return waitUntil(() => requests >= count, { what: `${count} answers`, timeoutMs: 20_000 })
  }
}

/** Guests whose cart holds less than what was acknowledged. */
export async function countLost({ guests }: LoadResult): Promise<number> {
  const units = await Promise.all(guests.map(({ device }) => unitsIn(device)))
  const lost = guests.filter(({ acknowledged }, index) => (units[index] ?? 0) < acknowledged).length
  currentMeter()?.lost(lost)
  return lost
}
