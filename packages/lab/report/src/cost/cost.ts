import { readFileSync } from 'node:fs'
import { type ByFleet, mapFleets } from '../compare.ts'
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
  readonly monthly: ByFleet<number>
}

export interface CostCard {
  readonly requestsPerMonth: number
  readonly prices: Prices
  readonly lines: readonly CostLine[]
  readonly total: ByFleet<number>
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
export function costOf(evidence: ByFleet<Evidence>, { requestsPerMonth, prices }: CostOptions): CostCard {
  const perRequest = ({ repeats }: Evidence, amount: number) =>
    (amount / Math.max(1, sum(repeats.map(({ requests }) => requests)))) * requestsPerMonth
  const dynamo = ({ stores }: Evidence) => stores.find(({ name }) => name === 'DynamoDB')
  const hasStores = ({ stores }: Evidence) => stores.length > 0
  const gibibytes = (fleet: Evidence) => perRequest(fleet, fleet.bytesReceived ?? 0) / 2 ** 30
  const month = prices.hoursPerMonth
  const taskHour = prices.taskVcpu * prices.fargateVcpuHour + prices.taskGiB * prices.fargateGiBHour
  const storeMonth = (hour: number) => (fleet: Evidence) =>
    hasStores(fleet) ? hour * month * prices.nodesPerStore : 0
  const line = (what: string, because: string, monthly: (fleet: Evidence) => number): CostLine => ({
    ...{ what, because },
    monthly: mapFleets(evidence, (fleet) => cents(monthly(fleet))),
  })
  const lines = [
    line(
      'Instances',
      `as many as were asked for, ${prices.taskVcpu} vCPU and ${prices.taskGiB} GiB each`,
      (fleet) => startedTogether(fleet) * taskHour * month,
    ),
    line(
      'Load balancer',
      'the balancer, and capacity units by bytes and new connections',
      (fleet) => prices.balancerHour * month + prices.balancerLcuHour * Math.max(month, gibibytes(fleet)),
    ),
    line('Session store', `${prices.nodesPerStore} nodes`, storeMonth(prices.sessionsNodeHour)),
    line('Durable cart store', `${prices.nodesPerStore} nodes`, storeMonth(prices.durableNodeHour)),
    line(
      'DynamoDB',
      'reads and writes counted for each request; one unit each',
      (fleet) =>
        (perRequest(fleet, dynamo(fleet)?.reads ?? 0) / 1e6) * prices.dynamoReadsPerMillion +
        (perRequest(fleet, dynamo(fleet)?.writes ?? 0) / 1e6) * prices.dynamoWritesPerMillion,
    ),
    line('Secrets', `${prices.secrets} secrets`, (fleet) =>
      hasStores(fleet) ? prices.secrets * prices.secretMonth : 0,
    ),
    line('Traffic out', 'bytes received by the shoppers', (fleet) => gibibytes(fleet) * prices.trafficOutGiB),
  ]
  const total = mapFleets(evidence, (_, id) => cents(sum(lines.map(({ monthly }) => monthly[id] ?? 0))))
  return { requestsPerMonth, prices, lines, total }
}

/** Replacements came after others had gone. */
const startedTogether = ({ instances, timeline }: Evidence) =>
  Math.max(0, instances.length - timeline.filter(({ kind }) => kind === 'ready' || kind === 'restart').length)

const cents = (amount: number) => Math.round(amount * 100) / 100

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
