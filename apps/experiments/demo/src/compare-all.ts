import { type Backstage, openBackstage } from '@unsticky/measure/backstage'
import { describeEnvironment } from '@unsticky/measure/environment'
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
import { type Contestant, contestants } from '@unsticky/shops/contestants'
import { runContestant } from './run-contestant.ts'
import { createScenario } from './scenario.ts'

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
  /** Stores that run already, and go on running; otherwise own ones, for the time of the comparison. */
  readonly backstage?: Backstage
  /** All three, unless a test wants to see one. */
  readonly only?: FleetId
}

const failureHandling = 'resilient'

/** Runs the contestants and puts them side by side. */
export async function compareAll(options: CompareOptions): Promise<Comparison> {
  const { shoppers, instances, cartStore, sessionStore = 'elasticache', repeats = 1 } = options
  return buildComparison({
    fleets: await runAll(options),
    cost: { requestsPerMonth: defaultRequestsPerMonth, prices: readPrices() },
    environment: describeEnvironment({ shoppers, instances, cartStore, sessionStore, failureHandling }),
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
  await using own = options.backstage ? undefined : await openBackstage()
  const { paths, cloudEnv, countingEnv, readStores } = (options.backstage ?? own) as Backstage
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
      ...{ cloudEnv, paths },
      settings: isStateless ? { ...settings, ...countingEnv } : {},
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
