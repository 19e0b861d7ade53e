import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { openShoppers } from '../shoppers.ts'

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
  const devices = await openShoppers(shop)
  let slowestMs = 0

  await shop.fleet.freeze(frozen?.id as string)
  try {
    const first = await Promise.all(devices.map(read))
    await eventually(() => isTakenOut(shop, frozen?.id), true, { timeoutMs: 20_000 })
    const later = await Promise.all(devices.map(read))
    return { first, later, slowestMs }
  } finally {
    await shop.fleet.thaw(frozen?.id as string)
  }

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
