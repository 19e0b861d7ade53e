import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoCatalog } from '@unsticky/catalog'
import { type FleetContinuity, judge, parseHistory } from '@unsticky/continuity'
import { ensureTools, type LocalCloud, startLocalCloud } from '@unsticky/local-cloud'
import { runK6 } from '@unsticky/measure/k6'
import { createProcessGroup } from '@unsticky/processes'
import { createPhases, type PhaseName } from './phases.ts'
import { startShops } from './shops.ts'
import { startStage } from './stage.ts'
import { type Verdict, verdictOf } from './verdict.ts'
import { countHolds, type Walk, walk } from './walk.ts'

export interface MigrationSettings {
  readonly shoppers: number
  /** Of each fleet. */
  readonly instances: number
  readonly holdSeconds: number
  readonly rollbackAt?: PhaseName | undefined
  readonly skip: readonly PhaseName[]
}

export interface RunOptions extends MigrationSettings {
  /** Where raw results go. */
  readonly directory: string
  readonly log: (line: string) => void
  readonly signal?: AbortSignal
  /** One that runs already and is left running; its own unless given. */
  readonly cloud?: LocalCloud
}

export interface MigrationReport extends Walk {
  readonly date: string
  readonly settings: MigrationSettings
  readonly continuity: FleetContinuity
  readonly verdict: Verdict
}

const script = fileURLToPath(new URL('../../../../loadtests/22-migration.ts', import.meta.url))

/** Starts the stateful fleet and its shoppers, moves it, and judges what the shoppers wrote down. */
export async function runMigration(options: RunOptions): Promise<MigrationReport> {
  const { directory, log, signal = new AbortController().signal, cloud, ...settings } = options
  const tools = await ensureTools(['valkey', 'envoy', 'ministack', 'k6'])
  await using own = cloud ? undefined : await startLocalCloud()
  const { env: cloudEnv } = (cloud ?? own) as LocalCloud
  await using group = createProcessGroup({ directory })
  const { instances } = settings
  const paths = { envoyPath: tools.envoy.command, k6Path: tools.k6.command }
  await using shops = await startShops({ instances, group, ...paths, cloudEnv, log })
  await using stage = await startStage()
  const phases = createPhases(shops.tools)
  const holds = countHolds(phases, settings)
  const files = { historyFile: join(directory, 'history.jsonl'), pointsFile: join(directory, 'points.json') }
  const shopping = runK6(group, {
    k6Path: paths.k6Path,
    script,
    env: {
      TARGET: shops.url,
      STAGE: stage.url,
      SHOPPERS: String(settings.shoppers),
      WAVES: String(Math.max(1, holds - 1)),
      DEVICE: readBackDevice(settings),
    },
    ...files,
    timeoutMs: 360_000,
  })
  const walking = walk(phases, { ...settings, onHold: stage.nextWave, log, signal }).finally(stage.end)
  const [way] = await Promise.all([walking, shopping])
  const history = parseHistory(await readFile(files.historyFile, 'utf8'))
  const continuity = judge(history, { initialStock })
  return {
    date: new Date().toISOString(),
    settings,
    ...way,
    continuity,
    verdict: verdictOf(continuity, { way, settings }),
  }
}

/** Back on several instances with memories of their own, a second device lands where its shopper is not known. */
const readBackDevice = ({ rollbackAt, instances }: MigrationSettings) =>
  rollbackAt && instances > 1 ? 'laptop' : 'phone'

const initialStock = Object.fromEntries(demoCatalog().map(({ product, stock }) => [product.id, stock]))
