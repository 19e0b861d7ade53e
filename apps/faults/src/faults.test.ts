/** Every row of the table, on both running shops. `vitest run -t R03` runs one. */
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Experiment } from './experiment.ts'
import { openShops, type Shops } from './open-shops.ts'
import { experiments } from './rows/index.ts'
import { rows } from './rows.ts'
import type { Shop } from './shop.ts'

let shops: Shops
let stateful: Shop
let stateless: Shop

beforeAll(async () => {
  shops = await openShops()
  stateful = await shops.start('stateful', { name: 'before' })
  stateless = await shops.start('stateless', { name: 'after' })
})
afterAll(() => shops?.[Symbol.asyncDispose]())

for (const { id, fault, before, after } of rows)
  describe(`${id} ${fault}`, () => {
    const experiment: Experiment = experiments[id]

    // Side by side: each shop has processes of its own, and most of the time they are waited for.
    if (before !== undefined)
      it.concurrent(`before: ${before}`, async () => experiment.before?.(stateful, shops))

    it.concurrent(`after: ${after}`, () => experiment.after(stateless, shops))
  })
