import { expect, it } from 'vitest'
import { createRestartWatch } from './restart-watch.ts'

const nothing = {
  shoppers: 0,
  cartsChecked: 0,
  cartsLost: 0,
  cartsMixed: 0,
  loginsLost: 0,
  requests: 0,
  errors: 0,
  retries: 0,
}

function start() {
  const shop = { totals: { ...nothing, errors: 2 }, time: 0 }
  const watch = createRestartWatch({ totals: () => shop.totals, now: () => shop.time, settleMs: 1000 })
  return { shop, watch }
}

it('a rolling restart is without cost when nothing was lost until shortly after it', async () => {
  const { shop, watch } = start()
  const restart = Promise.resolve()
  watch.begin(restart)
  await restart
  watch.tick()
  expect(watch.cost()).toBeUndefined()

  shop.time = 1000
  watch.tick()
  expect(watch.cost()).toEqual({ errors: 0, losses: 0 })

  shop.totals = { ...shop.totals, errors: 9 }
  watch.tick()
  expect(watch.cost(), 'what comes later is not its fault').toEqual({ errors: 0, losses: 0 })
})

it('what a rolling restart breaks counts at once', () => {
  const { shop, watch } = start()
  watch.begin(new Promise(() => {}))
  shop.totals = { ...shop.totals, errors: 3, loginsLost: 2, cartsLost: 1 }

  watch.tick()

  expect(watch.cost()).toEqual({ errors: 1, losses: 3 })
})
