import { cpus, totalmem } from 'node:os'
import { ensureTools } from '@unsticky/local-cloud'
import {
  buildComparison,
  type Comparison,
  defaultRequestsPerMonth,
  type FleetId,
  type FleetRun,
  readFleetRun,
  readPrices,
} from '@unsticky/report'
import type { SessionStoreName } from '@unsticky/shop-stateless/config'
import { startSeededCloud } from './backing-services.ts'
import { type Contestant, contestants } from './contestants.ts'
import { listenForDynamoCounts } from './dynamodb-counts.ts'
import { runContestant } from './run-contestant.ts'
import { createScenario } from './scenario.ts'
import { storeReader } from './store-use.ts'

export interface CompareOptions {
  readonly shoppers: number
  readonly instances: number
  readonly cartStore: 'valkey' | 'session'
  /** ElastiCache unless said otherwise. */
  readonly sessionStore?: SessionStoreName | undefined
  readonly directory: string
  /** How often each contestant runs, in turns, so that a slow minute of the machine hits all alike; 1 unless given. */
  readonly repeats?: number
  readonly log: (line: string) => void
  /** All three, unless a test wants to see one. */
  readonly only?: FleetId
}

const failureHandling = 'resilient'

/** Runs the contestants and puts them side by side. */
export async function compareAll(options: CompareOptions): Promise<Comparison> {
  const { shoppers, instances, cartStore, sessionStore = 'elasticache', repeats = 1 } = options
  return buildComparison({
    fleets: (await runAll(options)) as Record<FleetId, readonly FleetRun[]>,
    cost: { requestsPerMonth: defaultRequestsPerMonth, prices: readPrices() },
    environment: describeEnvironment({ shoppers, instances, cartStore, sessionStore }),
    command: `npx -y pnpm@12.21.0 demo --shoppers ${shoppers} --instances ${instances} --cart-store ${cartStore} --session-store ${sessionStore}${repeats === 1 ? '' : ` --repeats ${repeats}`}`,
  })
}

/** Runs the contestants one after the other, so that none competes with another for the machine, and judges them. */
export async function runAll(
  options: CompareOptions,
): Promise<Partial<Record<FleetId, readonly FleetRun[]>>> {
  const { shoppers, instances, cartStore, sessionStore = 'elasticache', directory, log } = options
  const { repeats = 1, only } = options
  const settings = { SHOP_CART_STORE: cartStore, SHOP_SESSION_STORE: sessionStore }
  const tools = await ensureTools(['valkey', 'envoy', 'ministack', 'k6'])
  await using cloud = await startSeededCloud()
  await using dynamo = await listenForDynamoCounts()
  const readValkeys = storeReader(cloud)
  const readStores = async () => [...(await readValkeys()), dynamo.read()]
  const runs: Partial<Record<FleetId, readonly FleetRun[]>> = {}
  const turns = Array.from({ length: repeats }, (_, index) =>
    contestants
      .filter(({ id }) => id === (only ?? id))
      .map((contestant) => ({ contestant, repeat: index + 1 })),
  )
  for (const { contestant, repeat } of turns.flat()) {
    const turn = repeats === 1 ? '' : `, run ${repeat} of ${repeats}`
    log(`\n${contestant.title}: ${instances} instances, ${shoppers} shoppers on two devices each${turn}`)
    const isStateless = contestant.step === 'stateless'
    const raw = await runContestant(contestant, {
      scenario: createScenario({ shoppers }),
      ...{ instances, failureHandling, directory, repeat },
      cloudEnv: cloud.env,
      paths: { envoy: tools.envoy.command, k6: tools.k6.command },
      settings: isStateless ? { ...settings, ...dynamo.env } : {},
      ...(isStateless && { readStores }),
      log: (line) => log(`  ${line}`),
    })
    const run = await readFleetRun(raw.directory, { results: directory })
    runs[contestant.id] = [...(runs[contestant.id] ?? []), run]
    log(`  ${sentence(contestant, run)}`)
  }
  return runs
}

const sentence = ({ title }: Contestant, { continuity }: FleetRun) =>
  `${title} lost ${continuity.cartsLost} of ${continuity.cartsChecked} carts`

/** What a reader needs to compare two runs. */
function describeEnvironment(settings: {
  shoppers: number
  instances: number
  cartStore: string
  sessionStore: string
}) {
  return {
    ...settings,
    failureHandling,
    date: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  }
}
