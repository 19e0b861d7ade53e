/** Builds a step as its program would, sends shoppers through it, and answers the seven questions from what happened. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { demoCatalog } from '@unsticky/catalog'
import { createShopApp, type ShopAdapters } from '@unsticky/http'
import { adapterFile, dataBehind, type Port, type Step } from '@unsticky/steps'
import { createAdapters } from '../adapters.ts'
import { loadConfig } from '../config.ts'
import { type Collection, lookInside } from './look-inside.ts'
import { nextMove } from './next-move.ts'
import { type RecordedCall, recordCalls } from './record-calls.ts'
import { shopOnce } from './shopping-trip.ts'

export interface InventoryRow {
  readonly port: Port
  readonly data: string
  /** Names of the fields that shoppers' requests handed over. */
  readonly fields: readonly string[]
  readonly adapter: string
  readonly livesIn: string
  readonly kind: 'in-process' | 'shared'
  readonly file: string
  /** Method → how often the shoppers' requests called it. */
  readonly calls: Readonly<Record<string, number>>
  readonly requests: readonly string[]
  /** Other ports in the same service. */
  readonly sharesWith: readonly Port[]
  /** What this process holds now; empty when it holds nothing. */
  readonly inMemory: readonly Collection[]
  /** The step in which it leaves the process for good, if that is to come. A detour that is not to be shipped is left out. */
  readonly movesIn: { readonly step: string; readonly to: string } | undefined
}

const shoppers = 3

/** The environment must name the services when the step uses any. */
export async function takeInventory(step: Step, env: NodeJS.ProcessEnv): Promise<readonly InventoryRow[]> {
  const config = loadConfig({ ...env, SHOP_STEP: step.id, LOG_LEVEL: 'error', PORT: '0' })
  const own = await createAdapters(config)
  await own.catalog.put(demoCatalog())
  const { adapters, calls, during } = recordCalls(own)
  const app = await createShopApp({ adapters, settings: config.settings, version: `step ${step.id}` })
  try {
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    for (let shopper = 0; shopper < shoppers; shopper++) await shopOnce(url, during)
    const ports = Object.keys(step.composition) as Port[]
    return ports.map((port) => ({
      ...rowOf(step, port, { own, calls }),
      inMemory: held(own, port, config.inProcess.SHOP_FILES_DIRECTORY),
    }))
  } finally {
    await app.close()
  }
}

interface Seen {
  readonly own: ShopAdapters
  readonly calls: readonly RecordedCall[]
}

function rowOf(step: Step, port: Port, { own, calls }: Seen): Omit<InventoryRow, 'inMemory'> {
  const adapter = step.composition[port]
  const mine = calls.filter((call) => call.port === port)
  const { kind, name } = own[port].livesIn
  const ports = Object.keys(step.composition) as Port[]
  return {
    port,
    data: dataBehind[port],
    fields: unique(mine.flatMap(({ fields }) => fields)),
    adapter,
    livesIn: name,
    kind,
    file: adapterFile(port, adapter),
    calls: countBy(mine.map(({ method }) => method)),
    requests: unique(mine.map(({ request }) => request)),
    sharesWith:
      kind === 'shared' ? ports.filter((other) => other !== port && own[other].livesIn.name === name) : [],
    movesIn: nextMove(step, port),
  }
}

function held(own: ShopAdapters, port: Port, directory: string): readonly Collection[] {
  const { kind } = own[port].livesIn
  if (kind === 'shared') return []
  return port === 'files' ? [filesIn(directory)] : lookInside(own[port]).filter(({ entries }) => entries > 0)
}

function filesIn(directory: string): Collection {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  )
  const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size)
  return { name: 'files', entries: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

const countBy = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(unique(names).map((name) => [name, names.filter((each) => each === name).length]))
