import { type ByFleet, type FleetId, mapFleets } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import type { Shopping } from '../shopping.ts'
import type { PriceName, Prices } from './prices.ts'

/** A small shop's month: about four requests a second. */
export const defaultRequestsPerMonth = 10_000_000

export interface CostLine {
  readonly what: string
  /** How it came about, in words. */
  readonly because: string
  /** A month, in the table's currency, by fleet. */
  readonly monthly: ByFleet<number>
}

export interface CostCard {
  readonly requestsPerMonth: number
  /** People who come at least once in the month. */
  readonly usersPerMonth: number
  readonly prices: Prices
  readonly lines: readonly CostLine[]
  readonly total: ByFleet<number>
  /** What one completed order costs; none where no order was completed. */
  readonly perOrder: ByFleet<number>
}

export interface CostOptions {
  readonly requestsPerMonth: number
  /** Unless given, every visit that so many requests make is another person: the dearest case. */
  readonly usersPerMonth?: number | undefined
  readonly prices: Prices
  readonly shopping?: ByFleet<Shopping>
  /** Shoppers of each fleet, for requests a visit. */
  readonly shoppers: ByFleet<number>
}

/**
 * What each fleet would cost a month at a chosen traffic, from what it used for each request here. A run on a laptop
 * tells how much is read and written, not how many instances a month needs: their number is taken as it was.
 */
export function costOf(evidence: ByFleet<Evidence>, options: CostOptions): CostCard {
  const { requestsPerMonth, prices, shopping = {} } = options
  const usersPerMonth = options.usersPerMonth ?? visitsOf(evidence, options)
  const context = { ...options, usersPerMonth }
  const lines = parts.map(({ what, because, monthly }) => ({
    ...{ what, because: because(context) },
    monthly: mapFleets(evidence, (fleet) => cents(monthly(fleet, context))),
  }))
  const total = mapFleets(evidence, (_, id) => cents(sum(lines.map(({ monthly }) => monthly[id] ?? 0))))
  const orders = (id: FleetId) =>
    perRequest(evidence[id], shopping[id]?.ordersCompleted ?? 0) * requestsPerMonth
  const priced = Object.entries(total).flatMap(([id, money]) =>
    orders(id as FleetId) > 0 ? [[id, Math.round((money / orders(id as FleetId)) * 1e5) / 1e5]] : [],
  )
  return { requestsPerMonth, usersPerMonth, prices, lines, total, perOrder: Object.fromEntries(priced) }
}

interface Context extends CostOptions {
  readonly usersPerMonth: number
}

interface Part {
  readonly what: string
  readonly because: (context: Context) => string
  readonly monthly: (fleet: Evidence, context: Context) => number
}

const parts: readonly Part[] = [
  {
    what: 'Instances',
    because: ({ prices: { assumptions } }) =>
      `as many as were asked for, ${assumptions.taskVcpu} vCPU and ${assumptions.taskGiB} GiB each`,
    monthly: (fleet, { prices: { prices, assumptions } }) =>
      startedTogether(fleet) *
      assumptions.hoursPerMonth *
      (assumptions.taskVcpu * prices.fargateVcpuHour.value +
        assumptions.taskGiB * prices.fargateGiBHour.value),
  },
  {
    what: 'Load balancer',
    because: () => 'the balancer, and the capacity units used by bytes or new connections, whichever is more',
    monthly: (fleet, { requestsPerMonth, prices: { prices, assumptions } }) => {
      const connections = requestsPerMonth / Math.max(1, assumptions.requestsPerConnection)
      // A capacity unit is 25 new connections a second, or 1 GB an hour.
      const units = Math.max(connections / (25 * 3600), gibibytes(fleet, requestsPerMonth))
      return prices.balancerHour.value * assumptions.hoursPerMonth + prices.balancerLcuHour.value * units
    },
  },
  {
    what: 'Users (Cognito)',
    because: ({ usersPerMonth, prices: { assumptions } }) =>
      `${usersPerMonth.toLocaleString('en')} people a month, ${assumptions.cognitoFreeUsers.toLocaleString('en')} of them free`,
    monthly: (fleet, { usersPerMonth, prices: { prices, assumptions } }) =>
      ifStores(
        fleet,
        Math.max(0, usersPerMonth - assumptions.cognitoFreeUsers) * prices.cognitoUserMonth.value,
      ),
  },
  storeNodes('Session store', { price: 'elasticacheMicroHour', node: 'ElastiCache cache.t4g.micro' }),
  storeNodes('Durable cart store', { price: 'memorydbSmallHour', node: 'MemoryDB db.t4g.small' }),
  {
    what: 'DynamoDB',
    because: () => 'read and write units counted for each request, batches and transactions by their items',
    monthly: (fleet, { requestsPerMonth, prices: { prices } }) => {
      const { reads = 0, writes = 0 } = fleet.stores.find(({ name }) => name === 'DynamoDB') ?? {}
      const millions = (units: number) => (perRequest(fleet, units) * requestsPerMonth) / 1e6
      return (
        millions(reads) * prices.dynamoReadsPerMillion.value +
        millions(writes) * prices.dynamoWritesPerMillion.value
      )
    },
  },
  {
    what: 'Ways to the services',
    because: ({ prices: { assumptions } }) =>
      `${assumptions.interfaceEndpoints} interface endpoints for image and log, ${assumptions.interfaceEndpointsOfServices} more for logins and secrets, in ${assumptions.zones} zones; ${assumptions.natGateways} NAT gateways; DynamoDB and S3 by gateway endpoints, which are free`,
    monthly: (fleet, { requestsPerMonth, prices: { prices, assumptions } }) => {
      const { interfaceEndpoints, interfaceEndpointsOfServices, zones, natGateways, hoursPerMonth } =
        assumptions
      const endpoints = interfaceEndpoints + ifStores(fleet, interfaceEndpointsOfServices)
      const passed = natGateways === 0 ? 0 : prices.natGB.value * gibibytes(fleet, requestsPerMonth)
      const hourly = endpoints * zones * prices.endpointHour.value + natGateways * prices.natHour.value
      return hourly * hoursPerMonth + passed
    },
  },
  {
    what: 'Secrets',
    because: ({ prices: { assumptions } }) => `${assumptions.secrets} secrets`,
    monthly: (fleet, { prices: { prices, assumptions } }) =>
      ifStores(fleet, assumptions.secrets * prices.secretMonth.value),
  },
  {
    what: 'Traffic out',
    because: () => 'bytes received by the shoppers',
    monthly: (fleet, { requestsPerMonth, prices: { prices } }) =>
      gibibytes(fleet, requestsPerMonth) * prices.trafficOutGiB.value,
  },
]

function storeNodes(what: string, { price, node }: { price: PriceName; node: string }): Part {
  return {
    what,
    because: ({ prices: { assumptions } }) => `${assumptions.nodesPerStore} nodes, ${node}`,
    monthly: (fleet, { prices: { prices, assumptions } }) =>
      ifStores(fleet, assumptions.nodesPerStore * assumptions.hoursPerMonth * prices[price].value),
  }
}

/** The stateful shop keeps all that in its process. */
const ifStores = ({ stores }: Evidence, amount: number) => (stores.length > 0 ? amount : 0)

const perRequest = (fleet: Evidence | undefined, amount: number) =>
  fleet ? amount / Math.max(1, sum(fleet.repeats.map(({ requests }) => requests))) : 0

const gibibytes = (fleet: Evidence, requestsPerMonth: number) =>
  (perRequest(fleet, fleet.bytesReceived ?? 0) * requestsPerMonth) / 2 ** 30

/** By the fleet whose shoppers get through: others need more requests, or fewer, for less. */
function visitsOf(evidence: ByFleet<Evidence>, { shoppers, requestsPerMonth }: CostOptions): number {
  const [id] = (['stateless', 'stateful-sticky', 'stateful-round-robin'] as const).filter(
    (each) => evidence[each],
  )
  return id ? Math.round(perRequest(evidence[id], shoppers[id] ?? 0) * requestsPerMonth) : 0
}

/** Replacements came after others had gone. */
const startedTogether = ({ instances, timeline }: Evidence) =>
  Math.max(0, instances.length - timeline.filter(({ kind }) => kind === 'ready' || kind === 'restart').length)

const cents = (amount: number) => Math.round(amount * 100) / 100

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
