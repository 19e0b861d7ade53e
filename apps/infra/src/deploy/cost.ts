/** One thing that is paid for by the hour whether anybody shops or not. */
interface CostLine {
  readonly what: string
  readonly count: number
  /** US dollars an hour, on demand, us-east-1. */
  readonly hourly: number
}

export type Variant = 'stateless' | 'stateful' | 'lambda'

const fargateTask = 0.5 * 0.04048 + 1 * 0.004445

const network: readonly CostLine[] = [
  { what: 'interface endpoints, five in two zones', count: 10, hourly: 0.01 },
]

const balancer: CostLine = { what: 'balancer, with one capacity unit', count: 1, hourly: 0.0225 + 0.008 }

const shops: Readonly<Record<Variant, readonly CostLine[]>> = {
  stateless: [
    ...network,
    balancer,
    { what: 'Fargate tasks, two for each of five parts', count: 10, hourly: fargateTask },
    { what: 'MemoryDB nodes, db.t4g.small', count: 2, hourly: 0.0344 },
    // Its smallest: 100 MB are always paid for.
    { what: 'ElastiCache Serverless for Valkey', count: 1, hourly: 0.1 * 0.084 },
  ],
  stateful: [...network, balancer, { what: 'Fargate tasks', count: 2, hourly: fargateTask }],
  lambda: [],
}

/** What a day costs that nobody shops in, line by line. What is shared is counted once. */
export function costOfDay(variants: readonly Variant[]) {
  const lines = [...new Set(variants.flatMap((variant) => shops[variant]))]
  const counted = variants.filter((variant) => variant !== 'lambda').length
  const priced = lines.map((line) => {
    const count = line === balancer ? counted : line.count
    return { what: line.what, count, dollars: count * line.hourly * 24 }
  })
  // Six alarms of the functions, fifteen and three of the services; secrets; a dashboard each.
  const kept = { what: 'secrets, alarms and dashboards', count: 1, dollars: 0.25 * variants.length }
  const all = [...priced, kept]
  return { lines: all, dollars: all.reduce((sum, { dollars }) => sum + dollars, 0) }
}

/** For people. */
export function describeCost(variants: readonly Variant[]): string {
  const { lines, dollars } = costOfDay(variants)
  const rows = lines.map(
    ({ what, count, dollars: each }) => `  ${each.toFixed(2).padStart(6)}  ${count} × ${what}`,
  )
  return [
    `About $${dollars.toFixed(2)} a day while nobody shops (us-east-1, list prices of November 2026, check them):`,
    ...rows,
    '  and what shoppers use: DynamoDB, S3, CloudFront, Lambda and Cognito are paid by request.',
  ].join('\n')
}
