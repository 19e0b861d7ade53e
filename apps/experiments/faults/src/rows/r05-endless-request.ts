import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'

export const endlessRequest: Experiment = {
  async before(_shop, shops) {
    await expectForcedStop(await shops.levered('stateful'))
  },

  async after(_shop, shops) {
    await expectForcedStop(await shops.levered('stateless'))
  },
}

/** Not 0: whoever deploys must see that something was cut. Not a signal: it has ended itself, within its grace. */
async function expectForcedStop(shop: Shop) {
  const [victim] = shop.instances()
  const request = fetch(`http://127.0.0.1:${victim?.port}/levers/endless`).catch(() => 'cut')
  await eventually(() => shop.countRequests('GET', '/levers/endless'), 1)

  const exit = await shop.fleet.drain(victim?.id as string)

  expect(exit).toEqual({ code: 1, signal: null })
  expect(await request).toBe('cut')
  await shop.fleet.scale(3)
}
