import { readFileSync } from 'node:fs'
import { type FleetId, fleetIds } from '../compare.ts'
import type { Evidence } from '../evidence.ts'

/** A dated price table. Edit `prices.json`, or hand in another with `pnpm report <folder> --prices file`. */
export type Prices = Readonly<Record<NumberField, number>> & {
  readonly date: string
  readonly source: string
  readonly region: string
  readonly currency: string
}

/** A small shop's month: about four requests a second. */
export const defaultRequestsPerMonth = 10_000_000

const numberFields = [
  ...['hoursPerMonth', 'taskVcpu', 'taskGiB', 'fargateVcpuHour', 'fargateGiBHour', 'balancerHour'],
  ...['balancerLcuHour', 'dynamoReadsPerMillion', 'dynamoWritesPerMillion', 'sessionsNodeHour'],
  ...['durableNodeHour', 'nodesPerStore', 'secretMonth', 'secrets', 'trafficOutGiB'],
] as const
type NumberField = (typeof numberFields)[number]

export interface CostLine {
  readonly what: string
  /** How it came about, in words. */
  readonly because: string
  /** A month, in the table's currency, by fleet. */
  readonly monthly: Readonly<Record<FleetId, number>>
}

export interface CostCard {
  readonly requestsPerMonth: number
  readonly prices: Prices
  readonly lines: readonly CostLine[]
  readonly total: Readonly<Record<FleetId, number>>
}

/** Throws when a file is no price table; the message names the field. */
export function readPrices(file: string | URL = new URL('./prices.json', import.meta.url)): Prices {
  const table = JSON.parse(readFileSync(file, 'utf8')) as Prices & Record<string, unknown>
  for (const field of numberFields)
    if (!(typeof table[field] === 'number' && table[field] >= 0))
      throw new Error(`${String(file)} needs "${field}", a number of 0 or more`)
  for (const field of ['date', 'source', 'region', 'currency'])
    if (typeof table[field] !== 'string') throw new Error(`${String(file)} needs "${field}", a text`)
  return table
}

interface CostOptions {
  readonly requestsPerMonth: number
  readonly prices: Prices
}

/**
 * What each fleet would cost a month at a chosen traffic, from what it used for each request here. A run on a laptop
 * tells how much is read and written, not how many instances a month needs: their number is taken as it was.
 */
export function costOf(
  evidence: Readonly<Record<FleetId, Evidence>>,
  { requestsPerMonth, prices }: CostOptions,
): CostCard {
  const perRequest = (id: FleetId, amount: number) =>
    (amount / Math.max(1, evidence[id].repeats[0]?.requests ?? 1)) * requestsPerMonth
  const dynamo = (id: FleetId) => evidence[id].stores.find(({ name }) => name === 'DynamoDB')
  const hasStores = (id: FleetId) => evidence[id].stores.length > 0
  const bytes = (id: FleetId) => perRequest(id, evidence[id].bytesReceived ?? 0)
  const month = prices.hoursPerMonth
  const taskHour = prices.taskVcpu * prices.fargateVcpuHour + prices.taskGiB * prices.fargateGiBHour
  const storeMonth = (hour: number) => (id: FleetId) =>
    hasStores(id) ? hour * month * prices.nodesPerStore : 0
  const lines = [
    line(
      'Instances',
      `as many as were asked for, ${prices.taskVcpu} vCPU and ${prices.taskGiB} GiB each`,
      (id) => startedTogether(evidence[id]) * taskHour * month,
    ),
    line(
      'Load balancer',
      'the balancer, and capacity units by bytes and new connections',
      (id) => prices.balancerHour * month + prices.balancerLcuHour * Math.max(month, bytes(id) / 2 ** 30),
    ),
    line('Session store', `${prices.nodesPerStore} nodes`, storeMonth(prices.sessionsNodeHour)),
    line('Durable cart store', `${prices.nodesPerStore} nodes`, storeMonth(prices.durableNodeHour)),
    line(
      'DynamoDB',
      'reads and writes counted for each request; one unit each',
      (id) =>
        (perRequest(id, dynamo(id)?.reads ?? 0) / 1e6) * prices.dynamoReadsPerMillion +
        (perRequest(id, dynamo(id)?.writes ?? 0) / 1e6) * prices.dynamoWritesPerMillion,
    ),
    line('Secrets', `${prices.secrets} secrets`, (id) =>
      hasStores(id) ? prices.secrets * prices.secretMonth : 0,
    ),
    line(
      'Traffic out',
      'bytes received by the shoppers',
      (id) => (bytes(id) / 2 ** 30) * prices.trafficOutGiB,
    ),
  ]
  const total = each((id) => lines.reduce((sum, { monthly }) => sum + monthly[id], 0))
  return { requestsPerMonth, prices, lines, total }
}

/** Replacements came after others had gone. */
const startedTogether = ({ instances, timeline }: Evidence) =>
  Math.max(0, instances.length - timeline.filter(({ kind }) => kind === 'ready' || kind === 'restart').length)

const line = (what: string, because: string, monthly: (id: FleetId) => number): CostLine => ({
  what,
  because,
  monthly: each(monthly),
})

const each = (amount: (id: FleetId) => number) =>
  Object.fromEntries(fleetIds.map((id) => [id, Math.round(amount(id) * 100) / 100])) as Record<
    FleetId,
    number
  >
