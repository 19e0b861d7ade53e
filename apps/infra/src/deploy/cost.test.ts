import { readPrices } from '@unsticky/report'
import { expect, it } from 'vitest'
import { costOfDay, describeCost } from './cost.ts'

it('counts what both shops share once, and a balancer for each', () => {
  const [stateless, stateful, both] = [
    costOfDay(['stateless']).dollars,
    costOfDay(['stateful']).dollars,
    costOfDay(['stateless', 'stateful']),
  ]

  expect(both.dollars).toBeLessThan(stateless + stateful)
  expect(both.lines.find(({ what }) => what.startsWith('balancer'))?.count).toBe(2)
  expect(both.lines.filter(({ what }) => what.startsWith('interface endpoints'))).toHaveLength(1)
})

it('takes every price from the one table', () => {
  const { prices } = readPrices()
  const [nodes] = costOfDay(['stateless']).lines.filter(({ what }) => what.startsWith('MemoryDB'))

  expect(nodes?.dollars).toBeCloseTo(2 * 24 * prices.memorydbSmallHour.value, 6)
})

it('says what a day costs, and that requests come on top', () => {
  expect(describeCost(['stateless'])).toMatch(/^About \$\d+\.\d\d a day while nobody shops/)
  expect(describeCost(['stateless'])).toContain('paid by request')
  expect(costOfDay(['lambda']).dollars).toBeLessThan(1)
})
