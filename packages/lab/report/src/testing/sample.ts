import { type Anomaly, createLedger, judge, type LossName, losses, lossNames } from '@unsticky/continuity'
import { buildComparison, type Comparison, type FleetDetails, type FleetRun } from '../build-comparison.ts'
import type { FleetId, FleetResult } from '../compare.ts'
import { readPrices } from '../cost/prices.ts'
import type { MeasuredTraffic, Traffic } from '../k6-points.ts'
import type { Shopping } from '../shopping.ts'

/** A fleet that lost nothing. */
export const spotless: FleetResult = {
  shoppers: 100,
  cartsChecked: 100,
  cartsLost: 0,
  cartsMixed: 0,
  loginsLost: 0,
  picturesLost: 0,
  ordersPlaced: 100,
  ordersDuplicated: 0,
  unitsOversold: 0,
  requests: 4211,
  requestsFailed: 0,
  p50Ms: 6.1,
  p95Ms: 18.4,
  p99Ms: 31.9,
}

const lossy = {
  loginsLost: 60,
  picturesLost: 33,
  ordersDuplicated: 64,
  unitsOversold: 12,
  p50Ms: 2.1,
  p95Ms: 7,
}

type AllFleets<T> = Readonly<Record<FleetId, T>>

/** A run as it should be. */
export const asExpected: AllFleets<FleetResult> = {
  'stateful-round-robin': { ...spotless, ...lossy, cartsLost: 97, cartsMixed: 1, ordersPlaced: 41 },
  'stateful-sticky': { ...spotless, ...lossy, cartsLost: 41, loginsLost: 38 },
  stateless: spotless,
}

/** What the checkers would have said, had they found these figures. */
export function shoppingOfResult(result: FleetResult, anomalies: readonly Anomaly[] = []): Shopping {
  const counts: Partial<Record<LossName, number>> = {
    'carts lost': result.cartsLost,
    'carts foreign': result.cartsMixed,
    'logins lost': result.loginsLost,
    'pictures lost': result.picturesLost,
    'orders doubled': result.ordersDuplicated,
    'units oversold': result.unitsOversold,
  }
  const { shoppers, cartsChecked, ordersPlaced } = result
  return {
    buyers: shoppers,
    ordersCompleted: Math.min(shoppers, ordersPlaced),
    losses: lossNames.map((what) => ({
      what,
      count:
        counts[what] ||
        anomalies.filter(({ kind }) => (losses[what] as readonly string[]).includes(kind)).length,
      looked: /order|units/.test(what) ? ordersPlaced : cartsChecked,
    })),
  }
}

/** As if measured: `result` with examples of what shoppers went through. */
export function runOf(result: FleetResult, anomalies: readonly Anomaly[] = []): FleetRun {
  const { requests, requestsFailed, p50Ms, p95Ms, p99Ms, ...continuity } = result
  const { anomalyCounts } = judge([])
  const counts = { ...anomalyCounts }
  for (const { kind } of anomalies) counts[kind] += 1
  return {
    continuity: { ...continuity, ...shoppingOfResult(result, anomalies), anomalies, anomalyCounts: counts },
    traffic: measured({ requests, requestsFailed, p50Ms, p95Ms, p99Ms }),
    startsAtMs: 2000,
    timeline: [
      {
        atSeconds: 6.5,
        what: 'stateful-1 killed (SIGKILL)',
        kind: 'kill',
        untilSeconds: 7.4,
        healthCheckSeconds: 1,
      },
      { atSeconds: 7.9, what: 'replacement of stateful-1 ready', kind: 'ready' },
      { atSeconds: 8.2, what: 'stateful-2 restarted gracefully', kind: 'restart', untilSeconds: 10.2 },
    ],
    balancer: { requests: 4300, repeats: 89, repeatsThatHelped: 88, repeatsRefused: 1 },
    instances: ['i-1a2b', 'i-3c4d', 'i-5e6f', 'i-7a8b', 'i-9c0d'].map((id) => ({
      ...{ id, peakMemoryMiB: 121, cpuShare: 0.21, peakCpuShare: 0.64 },
    })),
    generator: { id: 'k6', peakMemoryMiB: 150, cpuShare: 0.2, peakCpuShare: 0.45 },
    stores: [{ name: 'DynamoDB', reads: 2000, writes: 900 }],
    rawFiles: ['stateless/history.jsonl', 'stateless/points.json'],
  }
}

/** Twenty seconds, of which two right after the kill were bad. */
function measured(traffic: Traffic): MeasuredTraffic {
  const seconds = Array.from({ length: 20 }, (_, second) => ({
    second,
    succeeded: 200 + ((second * 37) % 60),
    failed: traffic.requestsFailed > 0 && (second === 9 || second === 10) ? 12 : 0,
    p95Ms: traffic.p95Ms,
  }))
  const endpoints = ['GET /api/cart', 'POST /api/cart/lines', 'PUT /api/profile/picture']
  return {
    ...traffic,
    ...{ firstAtMs: 1000, durationSeconds: 20, seconds, droppedIterations: 0, checks: 0, checksFailed: 0 },
    endpoints: endpoints.map((name) => ({ ...traffic, name })),
    ...{ bytesReceived: 9_000_000, bytesSent: 1_000_000, notRepeatableFailedAtMs: [], failures: [] },
  }
}

/** What shoppers of a forgetful shop went through, found by the checkers themselves. */
export function realAnomalies(): readonly Anomaly[] {
  const events = ['shopper-7', 'shopper-8', 'shopper-9'].flatMap((shopper) => forgottenBy(shopper))
  return judge(events).anomalies
}

function forgottenBy(shopper: string) {
  const ledger = createLedger({ shopper, now: () => 1_795_500_000_000 })
  const on = (process: string) => ({ process })
  ledger.invoke('signUp', {}, on('laptop')).answered(201)
  ledger.invoke('addToCart', { productId: 'blue-teapot', quantity: 2 }, on('laptop')).answered(200)
  ledger.invoke('login', {}, on('phone')).answered(200)
  ledger.invoke('readCart', {}, on('phone')).answered(200, () => ({ lines: [] }), { instance: 'stateful-3' })
  ledger.invoke('readOrders', {}, on('phone')).answered(401, undefined, { instance: 'stateful-2' })
  return ledger.events()
}

/** Of all three, which a type cannot tell of a comparison in general. */
type SampleComparison = Comparison & { readonly details: AllFleets<FleetDetails> }

export const sampleComparison = (
  fleets: AllFleets<FleetResult> = asExpected,
  command = 'npx -y pnpm@12.21.0 demo',
) =>
  buildComparison({
    fleets: {
      'stateful-round-robin': runOf(fleets['stateful-round-robin'], realAnomalies()),
      'stateful-sticky': runOf(fleets['stateful-sticky'], realAnomalies().slice(0, 2)),
      stateless: runOf(fleets.stateless),
    },
    environment: { date: '2026-11-24T06:54:03Z', node: '24.21.0', cores: 2, 'failure handling': 'resilient' },
    command,
    cost: { requestsPerMonth: 10_000_000, prices: readPrices() },
  }) as SampleComparison
