/** Every row of the table, on both running shops. `vitest run -t R03` runs one. */
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Experiment } from './experiment.ts'
import { countedShop, countedShops } from './figures/counted.ts'
import { watchRequests } from './figures/meter.ts'
import { record } from './figures/record.ts'
import { openShops, type Shops } from './open-shops.ts'
import { experiments } from './rows/index.ts'
import { type Row, type RowId, rows } from './rows.ts'
import type { Shop } from './shop.ts'

let shops: Shops
let stateful: Shop
let stateless: Shop

beforeAll(async () => {
  const opened = await openShops()
  shops = countedShops(opened)
  watchRequests()
  stateful = countedShop(await opened.start('stateful', { name: 'before' }))
  stateless = countedShop(await opened.start('stateless', { name: 'after' }))
})
afterAll(() => shops?.[Symbol.asyncDispose]())

/** Mostly waited for, so both shops go through them side by side: each has processes of its own. */
const waiting: readonly RowId[] = [
  ...(['R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11'] as const),
  ...(['R25', 'R25b', 'R35', 'R37'] as const),
]
/** These leave the fleets as they are as well, so they all run together. */
const together: readonly RowId[] = ['S2', 'S4/S5', 'P3']

for (const row of rows.filter(({ id }) => !together.includes(id)))
  describe(row.id, () => test(row, { sideBySide: waiting.includes(row.id) }))

describe('together', () => {
  for (const row of rows.filter(({ id }) => together.includes(id))) test(row, { sideBySide: true })
})

function test({ id, fault, before, after }: Row & { id: RowId }, { sideBySide }: { sideBySide: boolean }) {
  const experiment: Experiment = experiments[id]
  const run = sideBySide ? it.concurrent : it
  if (before !== undefined)
    run(`${id} ${fault} · before: ${before}`, () =>
      record(id, 'before', { run: async () => experiment.before?.(stateful, shops) }),
    )
  run(`${id} ${fault} · after: ${after}`, () =>
    record(id, 'after', { run: () => experiment.after(stateless, shops) }),
  )
}
