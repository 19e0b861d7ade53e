import { describe, expect, it } from 'vitest'
import { costsOf, type Prices } from './cost.ts'
import prices from './prices.ts'

const costs = (table: Prices = prices) => {
  const found = costsOf(table)
  return (store: string, sessionsPerMonth: number) =>
    found.find((cost) => cost.store === store && cost.sessionsPerMonth === sessionsPerMonth)
      ?.perMillionSessions ?? Number.NaN
}

describe('what a million sessions cost', () => {
  it('is the same at any number where requests are paid, and falls where nodes are', () => {
    const cost = costs()

    for (const store of ['dynamodb', 'efs']) expect(cost(store, 1e8)).toBeCloseTo(cost(store, 1e6), 6)
    for (const store of ['elasticache', 'elasticacheServerless', 'memorydb'])
      expect(cost(store, 1e8)).toBeLessThan(cost(store, 1e6) / 5)
  })

  it('follows from the table: two nodes for a month, by hand', () => {
    expect(costs()('elasticache', 1e6)).toBeCloseTo(2 * 0.0256 * 730, 6)
  })

  it('follows from the table: requests to DynamoDB, by hand', () => {
    const storage = ((1e6 / 730) * 850 * 0.25) / 1e9

    expect(costs()('dynamodb', 1e6)).toBeCloseTo(6.3 * 0.625 + 20 * 0.125 + storage, 6)
  })

  it('grows with the session where its size is paid: 1.5 KB are two write units', () => {
    const large = { ...prices, workload: { ...prices.workload, sessionBytes: 1500 } }

    expect(costs(large)('dynamodb', 1e6) - costs()('dynamodb', 1e6)).toBeCloseTo(6 * 0.625, 2)
  })

  it('takes more nodes when one cannot hold them, or cannot keep up', () => {
    const crowded = { ...prices, workload: { ...prices.workload, storedHours: 24 * 7 } }
    const busy = { ...prices, elasticache: { ...prices.elasticache, operationsPerSecondPerNode: 1000 } }

    expect(costs(crowded)('elasticache', 1e8)).toBeGreaterThan(10 * costs()('elasticache', 1e8))
    expect(costs(busy)('elasticache', 1e8)).toBeGreaterThan(3 * costs()('elasticache', 1e8))
  })
})

it('the price table says from when and where it is, and that it must be checked', () => {
  expect(prices.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(prices.region).toMatch(/^[a-z]+-[a-z]+-\d$/)
  expect(prices.warning).toContain('Check before you rely on it')
  expect(prices.check).toHaveLength(4)
})
