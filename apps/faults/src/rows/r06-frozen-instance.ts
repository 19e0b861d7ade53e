import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { times } from '../shoppers.ts'

/** A read that waits for a frozen instance is asked elsewhere after 3 s; unbounded it would be 30. */
const boundMs = 10_000

export const frozenInstance: Experiment = {
  async before(shop) {
    const { first, later, slowestMs } = await readWhileFrozen(shop)

    expect([first, later]).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ])
    expect(slowestMs).toBeLessThan(boundMs)
  },

  async after(shop) {
    const { first, later, slowestMs } = await readWhileFrozen(shop)

    expect([first, later]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    expect(slowestMs).toBeLessThan(boundMs)
  },
}

/** The units that three shoppers, one of each instance, see at once and after the balancer has taken the frozen one out. */
async function readWhileFrozen(shop: Shop) {
  const [frozen] = shop.instances()
  const devices = await times(3, async (index) => {
    const device = shop.device(shop.instances()[index])
    await device.signUp()
    await device.addToCart('copper-kettle')
    return device
  })
  let slowestMs = 0

  await shop.fleet.freeze(frozen?.id as string)
  const first = await Promise.all(devices.map(read))
  await expect.poll(() => isTakenOut(shop, frozen?.id), { timeout: 20_000 }).toBe(true)
  const later = await Promise.all(devices.map(read))

  await shop.fleet.thaw(frozen?.id as string)
  return { first, later, slowestMs }

  /** Throws when there is no answer, as `unitsIn` does not when it is slow. */
  async function read(device: (typeof devices)[number]) {
    const start = performance.now()
    const { units } = await device.json<{ units: number }>('/api/cart')
    slowestMs = Math.max(slowestMs, performance.now() - start)
    return units
  }
}

async function isTakenOut({ fleet }: Shop, id: string | undefined) {
  const { targets } = await fleet.stats()
  return targets.some((target) => target.id === id && !target.healthy)
}
