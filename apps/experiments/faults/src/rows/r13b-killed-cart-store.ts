import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import { countLost, shopDuring } from '../load.ts'
import { tally } from '../shoppers.ts'

export const killedCartStore: Experiment = {
  async after(shop, { cloud }) {
    const load = await shopDuring(shop, async (answered) => {
      await answered(100)
      await cloud.valkeyCarts.kill()
      await answered(200)
      await cloud.valkeyCarts.restart()
      await answered(300)
    })

    expect(Object.keys(tally(load.failed)).toSorted()).toEqual(['GET 503', 'POST 503'])
    await eventually(() => countLost(load).catch(() => -1), 0)
  },
}
