import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FleetId, mapFleets } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { asExpected, sampleComparison } from '../testing/sample.ts'
import { type CostOptions, costOf } from './cost.ts'
import { readPrices } from './prices.ts'

const { json } = sampleComparison()
const sample = json.evidence as Readonly<Record<FleetId, Evidence>>
const prices = readPrices()
const { assumptions } = prices
const shoppers = mapFleets(asExpected, (fleet) => fleet.shoppers)
const { shopping } = json

const cost = (evidence: typeof sample, options: Partial<CostOptions> = {}) =>
  costOf(evidence, { requestsPerMonth: 1_000_000, prices, shoppers, shopping, ...options })

const monthly = (card: ReturnType<typeof cost>, what: string) =>
  card.lines.find((line) => line.what === what)?.monthly

describe('costOf', () => {
  it('reckons DynamoDB by what one request reads and writes', () => {
    const card = cost(sample, { requestsPerMonth: 4_211_000 })

    // 2,000 reads and 900 writes for 4,211 requests: 2 million reads at 0.125 and 0.9 million writes at 0.625
    expect(monthly(card, 'DynamoDB')?.stateless).toBeCloseTo(2 * 0.125 + 0.9 * 0.625, 2)
  })

  it('charges no store to a shop that has none, and the instances that ran at once', () => {
    const card = cost(
      { ...sample, 'stateful-sticky': { ...sample['stateful-sticky'], stores: [] } },
      { usersPerMonth: 50_000 },
    )
    const own = ['Session store', 'Durable cart store', 'DynamoDB', 'Secrets', 'Users (Cognito)']

    for (const what of own) {
      expect(monthly(card, what)?.['stateful-sticky'], what).toBe(0)
      expect(monthly(card, what)?.stateless, what).toBeGreaterThan(0)
    }
    // Five were seen, one of them a replacement and one restarted.
    const hour =
      assumptions.taskVcpu * prices.prices.fargateVcpuHour.value +
      assumptions.taskGiB * prices.prices.fargateGiBHour.value
    expect(monthly(card, 'Instances')?.stateless).toBeCloseTo(3 * hour * assumptions.hoursPerMonth, 2)
  })

  it('charges the users who came, less the free ones; unless given, each visit is another', () => {
    const users = (usersPerMonth?: number) =>
      monthly(cost(sample, { usersPerMonth }), 'Users (Cognito)')?.stateless

    expect(users(9000)).toBe(0)
    expect(users(110_000)).toBeCloseTo(100_000 * 0.015, 2)
    // 100 shoppers made 4,211 requests, so a million requests are 23,747 visits.
    expect(users()).toBeCloseTo(13_747 * 0.015, 1)
  })

  it('charges capacity units by use: none for no traffic', () => {
    const { balancerHour } = prices.prices

    expect(monthly(cost(sample, { requestsPerMonth: 0 }), 'Load balancer')?.stateless).toBeCloseTo(
      balancerHour.value * assumptions.hoursPerMonth,
      2,
    )
  })

  it('charges NAT gateways where a table has them', () => {
    const withNat = {
      ...prices,
      assumptions: { ...assumptions, interfaceEndpoints: 0, interfaceEndpointsOfServices: 0, natGateways: 2 },
    }

    expect(monthly(cost(sample, { prices: withNat }), 'Ways to the services')?.stateless).toBeGreaterThan(
      2 * 0.045 * 730,
    )
  })

  it('adds up to the total, and says what a completed order costs', () => {
    const card = cost(sample, { requestsPerMonth: 10_000_000 })
    const total = card.lines.reduce((sum, line) => sum + (line.monthly.stateless ?? 0), 0)
    const none = cost(sample, { shopping: { stateless: { buyers: 9, ordersCompleted: 0, losses: [] } } })

    expect(card.total.stateless).toBeCloseTo(total, 2)
    expect(card.perOrder.stateless).toBeCloseTo(total / ((100 / 4211) * 10_000_000), 4)
    expect(none.perOrder).toEqual({})
  })
})

describe('readPrices', () => {
  it('says of each price when and where it was found', () => {
    for (const { date, source } of Object.values(prices.prices)) {
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(source).toMatch(/^https:\/\//)
    }
  })

  it('says which price is missing in an edited table', () => {
    const directory = mkdtempSync(join(tmpdir(), 'unsticky-prices-'))
    const file = join(directory, 'prices.json')
    const edited = { ...prices, prices: { ...prices.prices, trafficOutGiB: { value: 'a lot' } } }
    writeFileSync(file, JSON.stringify(edited))

    expect(() => readPrices(file)).toThrow(/prices\.json needs "trafficOutGiB"/)

    rmSync(directory, { recursive: true })
  })
})
