import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import { pull } from '../levers.ts'
import type { Shop } from '../shop.ts'
import { everywhere } from '../shoppers.ts'

export const allUnready: Experiment = {
  async before(_shop, shops) {
    await expectFailOpen(await shops.levered('stateful'))
  },

  async after(_shop, shops) {
    await expectFailOpen(await shops.levered('stateless'))
  },
}

/** Nobody can serve worse than nobody: the balancer asks all, as an ALB does. */
async function expectFailOpen(shop: Shop) {
  const instances = shop.instances()
  const answers = () => everywhere(shop, () => shop.device().request('/api/cart'))

  await pull('unready', instances)
  await eventually(() => countHealthy(shop), 0, { timeoutMs: 20_000 })
  const meanwhile = await answers()
  await pull('ready', instances)

  expect(meanwhile.map(({ status }) => status)).toEqual([200, 200, 200])
  await eventually(() => countHealthy(shop), 3, { timeoutMs: 20_000 })
}

const countHealthy = async ({ fleet }: Shop) =>
  (await fleet.stats()).targets.filter(({ healthy }) => healthy).length
