import { describe, expect, it } from 'vitest'
import type { RunEvidence } from './evidence.ts'
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
  const repeatsOf = (times: readonly number[]): RunEvidence & { cartsLost: number } =>
    ({ ...run, traffic: { ...traffic, p95Ms: times[0] ?? null } }) as never
  const evidenceWith = (times: readonly number[]) => evidenceOf(times.map((time) => repeatsOf([time])))
  const p95 = (stateful: readonly number[], stateless: readonly number[]) =>
    fleetDifferences({
      'stateful-sticky': evidenceWith(stateful),
      stateless: evidenceWith(stateless),
    }).find(({ measure }) => measure === 'p95Ms')

  it('have a size, and a p that three repeats cannot bring below 0.1', () => {
    expect(p95([10, 11, 12], [20, 22, 21])).toEqual({
      ...{ against: 'stateful-sticky', measure: 'p95Ms', statefulMs: 11, statelessMs: 21 },
      ...{ isApart: true, p: 0.1, smallestP: 0.1 },
    })
  })

  it('reach 0.05 with four repeats, and only where the repeats are apart', () => {
    expect(p95([10, 11, 12, 13], [20, 22, 21, 23])).toMatchObject({ isApart: true, p: 0.0286 })
    expect(p95([10, 24, 12, 13], [20, 9, 21, 23])?.isApart).toBe(false)
    expect(p95([10, 24, 12, 13], [20, 9, 21, 23])?.p).toBeGreaterThan(0.3)
  })

  it('are not made up from one run, or of a fleet that did not run', () => {
    expect(p95([10], [20])).toBeUndefined()
    expect(fleetDifferences({ stateless: evidenceWith([1, 2]) })).toEqual([])
  })
})
