import { type Anomaly, createLedger, judge } from '@unsticky/continuity'
import { buildComparison, type FleetRun } from '../build-comparison.ts'
import type { FleetResult, FleetResults } from '../compare.ts'

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

/** A run as it should be. */
export const asExpected: FleetResults = {
  'stateful-round-robin': { ...spotless, ...lossy, cartsLost: 97, cartsMixed: 1, ordersPlaced: 41 },
  'stateful-sticky': { ...spotless, ...lossy, cartsLost: 41, loginsLost: 38 },
  stateless: spotless,
}

/** As if measured: `result` with examples of what shoppers went through. */
export function runOf(result: FleetResult, anomalies: readonly Anomaly[] = []): FleetRun {
  const { requests, requestsFailed, p50Ms, p95Ms, p99Ms, ...continuity } = result
  const { anomalyCounts } = judge([])
  const counts = { ...anomalyCounts }
  for (const { kind } of anomalies) counts[kind] += 1
  return {
    continuity: { ...continuity, anomalies, anomalyCounts: counts },
    traffic: { requests, requestsFailed, p50Ms, p95Ms, p99Ms },
    timeline: [
      { atSeconds: 6.5, what: 'stateful-1 killed (SIGKILL)' },
      { atSeconds: 7.9, what: 'replacement of stateful-1 ready' },
      { atSeconds: 10.2, what: 'stateful-2 restarted gracefully' },
    ],
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

export const sampleComparison = (fleets: FleetResults = asExpected, command = 'npx -y pnpm@12.21.0 demo') =>
  buildComparison({
    fleets: {
      'stateful-round-robin': runOf(fleets['stateful-round-robin'], realAnomalies()),
      'stateful-sticky': runOf(fleets['stateful-sticky'], realAnomalies().slice(0, 2)),
      stateless: runOf(fleets.stateless),
    },
    environment: { date: '2026-11-24T06:54:03Z', node: '24.21.0', cores: 2, 'failure handling': 'resilient' },
    command,
  })
