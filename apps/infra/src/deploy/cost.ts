/** What is paid for by the hour, by the one price table (packages/lab/report/src/cost/prices.json). */
import { readPrices } from '@unsticky/report'

interface CostLine {
  readonly what: string
  readonly count: number
  /** US dollars an hour. */
  readonly hourly: number
}

export type Variant = 'stateless' | 'stateful' | 'lambda'

const { prices, assumptions, region } = readPrices()

const fargateTask =
  assumptions.taskVcpu * prices.fargateVcpuHour.value + assumptions.taskGiB * prices.fargateGiBHour.value

const network: readonly CostLine[] = [
  { what: 'interface endpoints, five in two zones', count: 10, hourly: prices.endpointHour.value },
]

const balancer: CostLine = {
  what: 'balancer; its capacity units come with the shoppers',
  count: 1,
  hourly: prices.balancerHour.value,
}

const shops: Readonly<Record<Variant, readonly CostLine[]>> = {
  stateless: [
    ...network,
    balancer,
    { what: 'Fargate tasks, two for each of five parts', count: 10, hourly: fargateTask },
    { what: 'MemoryDB nodes, db.t4g.small', count: 2, hourly: prices.memorydbSmallHour.value },
    // Its smallest: 100 MB are always paid for.
    {
      what: 'ElastiCache Serverless for Valkey',
      count: 1,
      hourly: 0.1 * prices.elasticacheServerlessGBHour.value,
    },
  ],
  stateful: [...network, balancer, { what: 'Fargate tasks', count: 2, hourly: fargateTask }],
  lambda: [],
}

/** Alarms of the functions, and of the services. */
const alarms: Readonly<Record<Variant, number>> = { stateless: 15, stateful: 3, lambda: 6 }

/** What a day costs that nobody shops in, line by line. What is shared is counted once. */
export function costOfDay(variants: readonly Variant[]) {
  const lines = [...new Set(variants.flatMap((variant) => shops[variant]))]
  const counted = variants.filter((variant) => variant !== 'lambda').length
  const priced = lines.map((line) => {
    const count = line === balancer ? counted : line.count
    return { what: line.what, count, dollars: count * line.hourly * 24 }
  })
  const kept = { what: 'secrets, alarms and dashboards', count: 1, dollars: keptPerDay(variants) }
  const all = [...priced, kept]
  return { lines: all, dollars: all.reduce((sum, { dollars }) => sum + dollars, 0) }
}

/** Secrets and dashboards for each shop. */
function keptPerDay(variants: readonly Variant[]) {
  const monthly = variants.map(
    (variant) =>
      assumptions.secrets * prices.secretMonth.value +
      prices.dashboardMonth.value +
      alarms[variant] * prices.alarmMonth.value,
  )
  return (monthly.reduce((sum, each) => sum + each, 0) * 24) / assumptions.hoursPerMonth
}

/** For people. */
export function describeCost(variants: readonly Variant[]): string {
  const { lines, dollars } = costOfDay(variants)
  const rows = lines.map(
    ({ what, count, dollars: each }) => `  ${each.toFixed(2).padStart(6)}  ${count} × ${what}`,
  )
  return [
    `About $${dollars.toFixed(2)} a day while nobody shops (${region}, list prices of ${dates()}, check them):`,
    ...rows,
    '  and what shoppers use: DynamoDB, S3, CloudFront, Lambda and Cognito are paid by request.',
  ].join('\n')
}

/** "2026-11-24 to 2026-11-28": when the prices of the table were written down. */
function dates() {
  const sorted = Object.values(prices)
    .map(({ date }) => date)
    .toSorted()
  return `${sorted[0]} to ${sorted.at(-1)}`
}
