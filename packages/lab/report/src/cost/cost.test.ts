import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FleetId } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { sampleComparison } from '../testing/sample.ts'
import { costOf, readPrices } from './cost.ts'

const sample = sampleComparison().json.evidence as Readonly<Record<FleetId, Evidence>>
const prices = readPrices()

describe('costOf', () => {
  it('reckons DynamoDB by what one request reads and writes', () => {
    const { lines } = costOf(sample, { requestsPerMonth: 4_211_000, prices })
    const dynamo = lines.find(({ what }) => what === 'DynamoDB')

    // 2,000 reads and 900 writes for 4,211 requests: 2 million reads at 0.125 and 0.9 million writes at 0.625
    expect(dynamo?.monthly.stateless).toBeCloseTo(2 * 0.125 + 0.9 * 0.625, 2)
  })

  it('charges no store to a shop that has none, and the instances that ran at once', () => {
    const without = { ...sample, 'stateful-sticky': { ...sample['stateful-sticky'], stores: [] } }
    const { lines } = costOf(without, { requestsPerMonth: 1_000_000, prices })
    const monthly = (what: string) => lines.find((line) => line.what === what)?.monthly

    for (const store of ['Session store', 'Durable cart store', 'DynamoDB', 'Secrets']) {
      expect(monthly(store)?.['stateful-sticky'], store).toBe(0)
      expect(monthly(store)?.stateless, store).toBeGreaterThan(0)
    }
    // Five were seen, one of them a replacement and one restarted.
    const hour = prices.taskVcpu * prices.fargateVcpuHour + prices.taskGiB * prices.fargateGiBHour
    expect(monthly('Instances')?.stateless).toBeCloseTo(3 * hour * prices.hoursPerMonth, 2)
  })

  it('adds up to the total', () => {
    const { lines, total } = costOf(sample, { requestsPerMonth: 10_000_000, prices })

    expect(total.stateless).toBeCloseTo(
      lines.reduce((sum, { monthly }) => sum + (monthly.stateless ?? 0), 0),
      2,
    )
  })
})

describe('readPrices', () => {
  it('says which price is missing in an edited table', () => {
    const directory = mkdtempSync(join(tmpdir(), 'unsticky-prices-'))
    const file = join(directory, 'prices.json')
    writeFileSync(file, JSON.stringify({ ...prices, trafficOutGiB: 'a lot' }))

    expect(() => readPrices(file)).toThrow(/prices\.json needs "trafficOutGiB"/)

    rmSync(directory, { recursive: true })
  })
})
