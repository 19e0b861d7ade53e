import { createLedger, judge, lossNames } from '@unsticky/continuity'
import { describe, expect, it } from 'vitest'
import { heapGrowth, parseKeyspace } from './instance-memory.ts'
import { judgeLoad } from './judge-load.ts'
import { loadTests } from './load-tests.ts'
import type { LoadRun } from './run-load.ts'
import { claimsToText } from './text.ts'

const traffic = {
  ...{ requests: 100, requestsFailed: 0, p50Ms: 2, p95Ms: 8, p99Ms: 9, firstAtMs: 0, durationSeconds: 5 },
  ...{ endpoints: [], seconds: [], droppedIterations: 0, checks: 10, checksFailed: 0 },
  ...{ bytesReceived: 0, bytesSent: 0, notRepeatableFailedAtMs: [], failures: [] },
}

const good: LoadRun = {
  thresholdsHold: true,
  traffic,
  balancer: { requests: 110, repeats: 10, repeatsRefused: 0 },
  newInstances: [{ id: 'i-1', requests: 40 }],
  memory: [{ id: 'i-1', heapBytes: [30e6, 40e6] }],
  keys: [
    { store: 'sessions', keys: 7, expiring: 7 },
    { store: 'carts', keys: 8, expiring: 7 },
  ],
}

function failedOf(name: string, change: Partial<LoadRun> = {}) {
  const test = loadTests[name]
  if (!test) throw new Error(`There is no load test ${name}`)
  return judgeLoad(test, { ...good, ...change })
    .filter(({ holds }) => holds === false)
    .map(({ claim }) => claim)
}

describe('judgeLoad', () => {
  it('holds for a run in which everything went well', () => {
    for (const name of ['browse', 'scale-out', 'retry-budget', 'soak']) expect(failedOf(name)).toEqual([])
  })

  it.each<[string, string, Partial<LoadRun>]>([
    ['browse', "the script's thresholds hold", { thresholdsHold: false }],
    ['browse', 'there was load', { traffic: { ...traffic, requests: 0 } }],
    ['failover', 'shoppers came', { continuity: judge([]) }],
    ['failover', 'the disturbance was over', { disturbance: { what: 'killed', endedBeforeLoad: false } }],
    ['retry-budget', 'at most 1.2', { balancer: { ...good.balancer, requests: 121 } }],
    ['scale-out', 'the new instance takes its share', { newInstances: [] }],
    ['scale-out', 'the new instance takes its share', { newInstances: [{ id: 'i-1', requests: 1 }] }],
    ['soak', 'every key in sessions', { keys: [{ store: 'sessions', keys: 7, expiring: 6 }] }],
    ['soak', 'the heap of i-1', { memory: [{ id: 'i-1', heapBytes: rising(80) }] }],
  ])('of %s does not hold when it must not: %s', (name, claim, change) => {
    expect(failedOf(name, change)).toEqual([expect.stringContaining(claim)])
  })
})

describe('what the ledgers say', () => {
  const losses = lossNames.map((what) => ({ what, count: 0, looked: 9 }))
  const bought = { shoppers: 404, cartsChecked: 404, buyers: 404, ordersCompleted: 404, losses }
  const continuity = { ...judge([]), ...bought }

  it('holds when everything was looked at and nothing was found', () => {
    expect(failedOf('continuity', { continuity })).toEqual([])
  })

  it.each(lossNames)('is a claim for every finding of any checker: %s', (name) => {
    const found = losses.map((each) => ({ ...each, count: each.what === name ? 5 : 0 }))

    expect(failedOf('continuity', { continuity: { ...continuity, losses: found } })).toEqual([`no ${name}`])
  })

  it('does not hold with one order of 404, except where the units run out', () => {
    const one = { continuity: { ...continuity, ordersCompleted: 1 } }

    expect(failedOf('continuity', one)).toEqual(['everyone who set out to buy got an order'])
    expect(failedOf('flash-sale', one)).toEqual([])
    const none = { continuity: { ...continuity, buyers: 0, ordersCompleted: 0 } }
    expect(failedOf('continuity', none)).toEqual(['everyone who set out to buy got an order'])
    expect(failedOf('failover', none)).toEqual([])
  })

  it('has three answers: fine, broken, not seen', () => {
    const ledger = createLedger({ shopper: 'ada', now: () => 0 })
    ledger.invoke('addToCart', { productId: 'tea', quantity: 1 }).answered(200)
    ledger.invoke('readCart').answered(200, () => ({ lines: [] }))
    const test = loadTests.failover as NonNullable<(typeof loadTests)['failover']>
    const claims = judgeLoad(test, { ...good, continuity: judge(ledger.events()) })
    const holds = (name: string) => claims.find(({ claim }) => claim === name)?.holds

    expect(['no carts lost', 'no carts foreign', 'no orders doubled'].map(holds)).toEqual([false, true, null])
    expect(claimsToText(claims)).toContain('– no orders doubled: nobody could see it')
  })
})

describe('heapGrowth', () => {
  it('looks at what stays after garbage collection', () => {
    const sawtooth = Array.from({ length: 80 }, (_, index) => 30e6 + (index % 7) * 5e6)

    expect(heapGrowth({ id: 'i-1', heapBytes: sawtooth })).toBeCloseTo(1)
    expect(heapGrowth({ id: 'i-1', heapBytes: rising(80) })).toBeGreaterThan(1.5)
  })

  it('says nothing of a run that was short', () => {
    expect(heapGrowth({ id: 'i-1', heapBytes: rising(20) })).toBeUndefined()
  })
})

describe('parseKeyspace', () => {
  it('reads what Valkey answers, with and without keys', () => {
    const info = '$60\r\n# Keyspace\r\ndb0:keys=12,expires=11,avg_ttl=1\r\n'

    expect(parseKeyspace('carts', info)).toEqual({ store: 'carts', keys: 12, expiring: 11 })
    expect(parseKeyspace('carts', '# Keyspace\r\n')).toEqual({ store: 'carts', keys: 0, expiring: 0 })
  })
})

function rising(seconds: number) {
  return Array.from({ length: seconds }, (_, second) => 30e6 + second * 1e6)
}
