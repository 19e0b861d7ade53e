import { describe, expect, it } from 'vitest'
import { evidenceOf } from './evidence-of.ts'
import { fleetDifferences } from './fleet-differences.ts'
import type { MeasuredTraffic } from './k6-points.ts'
import { asExpected, runOf } from './testing/sample.ts'

const run = { ...runOf(asExpected.stateless), cartsLost: 0 }
const traffic = run.traffic as MeasuredTraffic

describe('evidence over repeats', () => {
  it('adds up what is counted, and takes the busiest generator', () => {
    const busy = { id: 'k6', peakMemoryMiB: 1, cpuShare: 0.4, peakCpuShare: 0.9 }
    const later = { ...run, generator: busy, traffic: { ...traffic, droppedIterations: 2 } }

    const evidence = evidenceOf([run, later])

    expect(evidence).toMatchObject({ droppedIterations: 2, generator: busy, bytesReceived: 18_000_000 })
    expect(evidence.balancer).toEqual({
      ...{ requests: 8600, repeats: 178, repeatsThatHelped: 176, repeatsRefused: 2 },
    })
    expect(evidence.stores).toEqual([{ name: 'DynamoDB', reads: 4000, writes: 1800 }])
    expect(evidence.laterRepeats).toHaveLength(1)
  })

  it('has the median of an endpoint, and its lowest and highest', () => {
    const withP95 = (p95Ms: number) => ({
      ...run,
      traffic: { ...traffic, endpoints: [{ ...traffic, name: 'GET /api/cart', requests: 10, p95Ms }] },
    })

    const { endpoints } = evidenceOf([withP95(5), withP95(30), withP95(9)])

    expect(endpoints).toEqual([
      expect.objectContaining({ name: 'GET /api/cart', requests: 30, p95Ms: 9, p95Spread: [5, 30] }),
    ])
  })

  it.each<[string, number, number]>([
    ['in flight at the kill', 6.6, 1],
    ['while the balancer found out', 7.5, 1],
    ['before the kill', 4, 0],
    ['long after it', 12, 0],
  ])('excuses what nothing may repeat only %s', (_, atSeconds, excused) => {
    const failed = { ...traffic, notRepeatableFailedAtMs: [2000 + atSeconds * 1000] }

    expect(evidenceOf([{ ...run, traffic: failed }]).requestsExcused).toBe(excused)
  })
})

describe('differences between fleets', () => {
  const cart = { name: 'GET /api/cart', requests: 100, requestsFailed: 0, p50Ms: 1, p99Ms: 9 }
  const evidenceWith = (times: readonly number[], change: object = {}) =>
    evidenceOf(
      times.map((p95Ms) => ({
        ...run,
        traffic: { ...traffic, endpoints: [{ ...cart, p95Ms, ...change }] },
      })),
    )
  const compared = (stateful: readonly number[], stateless: readonly number[], change: object = {}) =>
    fleetDifferences({
      'stateful-sticky': evidenceWith(stateful, change),
      stateless: evidenceWith(stateless),
    })

  it('are of one endpoint, have a size, and a p that three repeats cannot bring below 0.1', () => {
    expect(compared([10, 11, 12], [20, 22, 21]).differences).toEqual([
      {
        ...{ against: 'stateful-sticky', endpoint: 'GET /api/cart', measure: 'p95Ms' },
        ...{ statefulMs: 11, statelessMs: 21, isApart: true, p: 0.1, smallestP: 0.1 },
      },
    ])
  })

  it('reach 0.05 with four repeats, and only where the repeats are apart', () => {
    const [far, near] = [
      compared([10, 11, 12, 13], [20, 22, 21, 23]),
      compared([10, 24, 12, 13], [20, 9, 21, 23]),
    ]

    expect(far.differences[0]).toMatchObject({ isApart: true, p: 0.0286 })
    expect(near.differences[0]?.isApart).toBe(false)
    expect(near.differences[0]?.p).toBeGreaterThan(0.3)
  })

  it.each<[string, object, string]>([
    ['that fails', { requestsFailed: 11 }, 'stateful failed 44 of 400 requests'],
    ['that refuses nearly all', { requestsRefused: 90 }, 'stateful has 40 good requests in 4 repeats'],
    ['that was not asked for', { name: 'GET /else' }, 'the stateful shop was not asked for it'],
  ])('do not exist at an endpoint %s', (_, change, because) => {
    const { differences, notComparable } = compared([1, 2, 3, 4], [5, 6, 7, 8], change)

    expect(differences).toEqual([])
    expect(notComparable).toEqual([expect.objectContaining({ because: expect.stringContaining(because) })])
  })

  it('are not made up from one run, or of a fleet that did not run', () => {
    expect(compared([10], [20]).differences).toEqual([])
    expect(fleetDifferences({ stateless: evidenceWith([1, 2]) }).differences).toEqual([])
  })
})
