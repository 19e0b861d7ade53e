import { readFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { demoCatalog } from '@unsticky/catalog'
import { judge, parseHistory } from '@unsticky/continuity'
import { ensureTools } from '@unsticky/local-cloud'
import { buildComparison, type Comparison, type FleetId, type FleetRun, readK6Points } from '@unsticky/report'
import type { SessionStoreName } from '@unsticky/shop-stateless/config'
import { startBackingServices } from './backing-services.ts'
import { type Contestant, contestants } from './contestants.ts'
import { type RawResult, runContestant } from './run-contestant.ts'
import { createScenario } from './scenario.ts'

export interface CompareOptions {
  readonly shoppers: number
  readonly instances: number
  readonly cartStore: 'valkey' | 'session'
  /** ElastiCache unless said otherwise. */
  readonly sessionStore?: SessionStoreName | undefined
  readonly directory: string
  readonly log: (line: string) => void
  /** All three, unless a test wants to see one. */
  readonly only?: FleetId
}

const failureHandling = 'resilient'

/** Runs the contestants and puts them side by side. */
export async function compareAll(options: CompareOptions): Promise<Comparison> {
  const { shoppers, instances, cartStore, sessionStore = 'elasticache' } = options
  return buildComparison({
    fleets: (await runAll(options)) as Record<FleetId, FleetRun>,
    environment: describeEnvironment({ shoppers, instances, cartStore, sessionStore }),
    command: `npx -y pnpm@12.21.0 demo --shoppers ${shoppers} --instances ${instances} --cart-store ${cartStore} --session-store ${sessionStore}`,
  })
}

/** Runs the contestants one after the other, so that none competes with another for the machine, and judges them. */
export async function runAll(options: CompareOptions): Promise<Partial<Record<FleetId, FleetRun>>> {
  const { shoppers, instances, cartStore, sessionStore = 'elasticache', directory, log, only } = options
  const settings = { SHOP_CART_STORE: cartStore, SHOP_SESSION_STORE: sessionStore }
  const tools = await ensureTools(['valkey', 'envoy', 'ministack', 'k6'])
  await using cloud = await startBackingServices(true)
  const runs: Partial<Record<FleetId, FleetRun>> = {}
  for (const contestant of contestants.filter(({ id }) => id === (only ?? id))) {
    log(`\n${contestant.title}: ${instances} instances, ${shoppers} shoppers on two devices each`)
    const raw = await runContestant(contestant, {
      scenario: createScenario({ shoppers }),
      instances,
      failureHandling,
      cloudEnv: cloud.env,
      paths: { envoy: tools.envoy.command, k6: tools.k6.command },
      directory,
      settings: contestant.step === 'stateless' ? settings : {},
      log: (line) => log(`  ${line}`),
    })
    runs[contestant.id] = await judgeRun(raw)
    log(`  ${sentence(contestant, runs[contestant.id])}`)
  }
  return runs
}

async function judgeRun({ historyFile, pointsFile, timeline }: RawResult): Promise<FleetRun> {
  const history = parseHistory(await readFile(historyFile, 'utf8'))
  return { continuity: judge(history, { initialStock }), traffic: await readK6Points(pointsFile), timeline }
}

const initialStock = Object.fromEntries(demoCatalog().map(({ product, stock }) => [product.id, stock]))

const sentence = ({ title }: Contestant, run: FleetRun | undefined) =>
  `${title} lost ${run?.continuity.cartsLost} of ${run?.continuity.cartsChecked} carts`

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
