import { sampleSession } from './sessions.ts'
import type { StoreName, StoreUnderTest } from './stores.ts'

export const operations = ['set', 'get', 'touch', 'destroy'] as const

export type Operation = (typeof operations)[number]

/** One store, one operation, one round. */
export interface Cell {
  readonly p50Ms: number
  readonly p99Ms: number
  readonly perSecond: number
}

export type Rounds = ReadonlyMap<StoreName, Readonly<Record<Operation, readonly Cell[]>>>

interface MeasureOptions {
  readonly rounds: number
  /** Milliseconds for the latency of one operation, and again for its throughput. */
  readonly cellMs: number
  readonly log: (line: string) => void
}

/** Side by side at the throughput. */
const concurrency = 16

/**
 * Measures all stores in turns: each operation on each store, then the next operation, then the next round, which
 * begins with another store. What slows the machine down for a while slows all of them.
 */
export async function measureStores(
  stores: readonly StoreUnderTest[],
  options: MeasureOptions,
): Promise<Rounds> {
  const found = new Map(stores.map(({ name }) => [name, emptyRounds()]))
  // The first round warms up connections, scripts and the compiler, and does not count.
  for (let round = 0; round <= options.rounds; round += 1) {
    options.log(round === 0 ? 'warming up' : `round ${round} of ${options.rounds}`)
    const ids = new Map(stores.map(({ name }) => [name, [] as string[]]))
    for (const operation of operations) {
      for (const store of rotated(stores, round)) {
        const cell = await measureCell(store, { operation, ids: ids.get(store.name) ?? [], ...options })
        if (round > 0) found.get(store.name)?.[operation].push(cell)
      }
    }
  }
  return found
}

const emptyRounds = (): Record<Operation, Cell[]> => ({ set: [], get: [], touch: [], destroy: [] })

const rotated = <T>(list: readonly T[], by: number) =>
  list.map((_, index) => list[(index + by) % list.length] as T)

interface CellOptions extends MeasureOptions {
  readonly operation: Operation
  /** Ids of sessions that are there: `set` adds to them, `destroy` takes them away. */
  readonly ids: string[]
}

async function measureCell(store: StoreUnderTest, { operation, ids, cellMs }: CellOptions): Promise<Cell> {
  const act = actOn(store, { operation, ids })
  // What ends sessions ends half of them one after the other and the other half side by side.
  const most = operation === 'destroy' ? Math.ceil(ids.length / 2) : Number.POSITIVE_INFINITY
  const { latencies } = await runFor(cellMs, { act, workers: 1, most })
  const many = await runFor(cellMs, { act, workers: concurrency, most })
  return {
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    perSecond: many.latencies.length / (many.elapsedMs / 1000),
  }
}

type Act = () => Promise<unknown> | undefined

/** The next operation; `undefined` when there is no session left to do it to. */
function actOn(
  { sessions, touching }: StoreUnderTest,
  { operation, ids }: { operation: Operation; ids: string[] },
): Act {
  let next = 0
  const anyId = () => ids[next++ % ids.length] as string
  switch (operation) {
    case 'set':
      return () => {
        const id = crypto.randomUUID()
        return sessions.set(id, sampleSession()).then(() => ids.push(id))
      }
    case 'get':
      return () => sessions.get(anyId()).then(expectSession)
    case 'touch':
      return () => touching.get(anyId()).then(expectSession)
    case 'destroy':
      return () => {
        const id = ids.pop()
        return id === undefined ? undefined : sessions.destroy(id)
      }
  }
}

function expectSession(session: unknown) {
  if (!session) throw new Error('A session that was stored is not there')
}

interface RunOptions {
  readonly act: Act
  readonly workers: number
  /** Operations, at most. */
  readonly most: number
}

/** Lets workers act, each one operation after the other, until the time is over. */
async function runFor(milliseconds: number, { act, workers, most }: RunOptions) {
  const latencies: number[] = []
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: workers }, work))
  return { latencies, elapsedMs: performance.now() - startedAt }

  async function work() {
    while (performance.now() - startedAt < milliseconds && latencies.length < most) {
      const actedAt = performance.now()
      const acting = act()
      if (!acting) return
      await acting
      latencies.push(performance.now() - actedAt)
    }
  }
}

function percentile(values: readonly number[], share: number) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
