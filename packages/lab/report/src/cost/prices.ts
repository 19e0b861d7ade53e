/** The one price table. Edit `prices.json`, or hand in another with `pnpm report <folder> --prices file`. */
import { readFileSync } from 'node:fs'

export interface Price {
  readonly value: number
  readonly per: string
  /** When it was written down. */
  readonly date: string
  readonly source: string
}

const priceNames = [
  ...['fargateVcpuHour', 'fargateGiBHour', 'balancerHour', 'balancerLcuHour', 'dynamoReadsPerMillion'],
  ...['dynamoWritesPerMillion', 'dynamoGBMonth', 'elasticacheMicroHour', 'elasticacheSmallHour'],
  ...['elasticacheServerlessGBHour', 'alarmMonth', 'dashboardMonth'],
  ...[
    'memorydbSmallHour',
    'cognitoUserMonth',
    'endpointHour',
    'natHour',
    'natGB',
    'secretMonth',
    'trafficOutGiB',
  ],
] as const
export type PriceName = (typeof priceNames)[number]

const assumptionNames = [
  ...['hoursPerMonth', 'taskVcpu', 'taskGiB', 'nodesPerStore', 'secrets', 'cognitoFreeUsers', 'zones'],
  ...['interfaceEndpoints', 'interfaceEndpointsOfServices', 'natGateways', 'requestsPerConnection'],
] as const
export type AssumptionName = (typeof assumptionNames)[number]

export interface Prices {
  readonly region: string
  readonly currency: string
  readonly warning: string
  readonly prices: Readonly<Record<PriceName, Price>>
  readonly assumptions: Readonly<Record<AssumptionName, number>>
}

/** Throws when a file is no price table; the message names the field. */
export function readPrices(file: string | URL = new URL('./prices.json', import.meta.url)): Prices {
  const table = JSON.parse(readFileSync(file, 'utf8'))
  for (const field of ['region', 'currency', 'warning'])
    if (typeof table[field] !== 'string') throw new Error(`${String(file)} needs "${field}", a text`)
  for (const name of priceNames)
    if (!isPrice(table.prices?.[name]))
      throw new Error(`${String(file)} needs "${name}", { value: a number of 0 or more, per, date, source }`)
  for (const name of assumptionNames)
    if (!isAmount(table.assumptions?.[name]))
      throw new Error(`${String(file)} needs "${name}", a number of 0 or more`)
  return table
}

const isAmount = (value: unknown) => typeof value === 'number' && value >= 0

function isPrice(value: unknown): value is Price {
  const { value: amount, ...words } = (value ?? {}) as Partial<Price>
  return (
    isAmount(amount) && ['per', 'date', 'source'].every((name) => typeof words[name as 'per'] === 'string')
  )
}
