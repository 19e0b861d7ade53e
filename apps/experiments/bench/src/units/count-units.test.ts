import { expect, it } from 'vitest'
import { cardError, countUnits, type RouteUnits } from './count-units.ts'

it('costs what shoppers use, and the cost card is within 10 % of it', { timeout: 120_000 }, async () => {
  const rows = await countUnits({ times: 3, idleSeconds: 4 })

  const of = (route: string) => rows.find((row) => row.route.startsWith(route)) as RouteUnits
  expect(of('POST /api/orders').consumed.writes).toBeGreaterThan(3)
  // A cart lives in Valkey; beside it DynamoDB is asked for the version and the few counts that are shown.
  expect(of('GET /api/cart').consumed.reads).toBeLessThanOrEqual(3 * 3)
  expect(of('4 s without a shopper').consumed).toEqual({ reads: 0, writes: 0 })
  expect(cardError(rows, 'reads')).toBeLessThan(0.1)
  expect(cardError(rows, 'writes')).toBeLessThan(0.1)
})
