import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import type { Order } from '@unsticky/orders'
import { waitUntil } from '@unsticky/processes'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Totals } from './store/insight-items.ts'
import type { BoughtTogether } from './store/read-insights.ts'
import { openOrders, placeMany } from './testing/place-orders.ts'
import { openPage } from './testing/read-notices.ts'
import { openService } from './testing/run-service.ts'

const orderCount = 1000
const killCount = 10

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

/** How often each pair of products was ordered together, counted from the orders themselves. */
function pairsOf(orders: readonly Order[]) {
  const pairs = new Map<string, number>()
  for (const { lines } of orders) {
    for (const { productId: one } of lines)
      for (const { productId: other } of lines)
        if (one !== other) pairs.set(`${one} ${other}`, (pairs.get(`${one} ${other}`) ?? 0) + 1)
  }
  return pairs
}

it('killed ten times during 1,000 orders, it notes every order once and a page misses nothing', {
  timeout: 400_000,
}, async () => {
  await using service = await openService(cloud)
  const orders = await openOrders(cloud)
  await service.start()
  const page = openPage(service.url)

  const placing = placeMany(orders, orderCount)
  for (let kill = 1; kill <= killCount; kill += 1) {
    // It reads at least this many before it dies, so that each kill comes in the middle of work.
    const enough = (kill * orderCount) / (killCount + 2)
    await waitUntil(() => page.notices.length >= enough, { what: `${enough} notices`, timeoutMs: 120_000 })
    await service.kill()
    await service.start()
  }
  const placed = await placing
  await waitUntil(() => page.notices.length >= orderCount, { what: 'the last notice', timeoutMs: 120_000 })
  await waitUntil(async () => (await service.get<Totals>('/api/totals')).orders >= orderCount, {
    what: 'the last order',
    timeoutMs: 60_000,
  })
  await page.close()

  const total = placed.reduce((sum, { totalCents }) => sum + totalCents, 0)
  expect(await service.get('/api/totals')).toEqual({
    orders: orderCount,
    cancelled: 0,
    cents: total,
    notices: orderCount,
  })
  expect(page.notices.map(({ number }) => number)).toEqual(placed.map((_, index) => index + 1))
  expect(page.notices.map(({ orderId }) => orderId).sort()).toEqual(placed.map(({ id }) => id).sort())
  const counted = new Map<string, number>()
  for (const productId of new Set(placed.flatMap(({ lines }) => lines.map((line) => line.productId)))) {
    const path = `/api/products/${productId}/bought-together?limit=20`
    for (const other of (await service.get<BoughtTogether>(path)).others)
      counted.set(`${productId} ${other.productId}`, other.orders)
  }
  expect(counted).toEqual(pairsOf(placed))
  await orders.close()
})
