/** How much memory instances hold, and how many keys the stores. */
import type { Fleet } from '@unsticky/fleet'

export interface InstanceMemory {
  readonly id: string
  /** Bytes of heap in use, once a second while the instance lived. */
  readonly heapBytes: readonly number[]
}

export interface StoreKeys {
  readonly store: string
  readonly keys: number
  /** Of these, so many have a time to live. */
  readonly expiring: number
}

/** Reads every instance's own /metrics once a second, past the balancer, until stopped. */
export function watchMemory(fleet: Fleet, everyMs = 1000) {
  const samples = new Map<string, number[]>()
  const timer = setInterval(look, everyMs)
  return { stop }

  async function look() {
    const ready = fleet.instances.filter(({ state }) => state === 'ready')
    await Promise.all(
      ready.map(async ({ id, port }) => {
        const bytes = await readHeap(port)
        if (bytes !== undefined) samples.set(id, [...(samples.get(id) ?? []), bytes])
      }),
    )
  }

  async function stop(): Promise<readonly InstanceMemory[]> {
    clearInterval(timer)
    await look()
    return [...samples].map(([id, heapBytes]) => ({ id, heapBytes }))
  }
}

/** `undefined` when the instance does not answer: it may be dying, which is what some tests are about. */
async function readHeap(port: number): Promise<number | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(2000) })
    const value = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(await answer.text())?.[1]
    return value === undefined ? undefined : Number(value)
  } catch {
    return undefined
  }
}

/**
 * Growth of the heap in the second half of a run, as a ratio: the lowest values of the last quarter and of the second
 * one, because garbage that is not collected yet is no leak. `undefined` with fewer than 60 samples.
 */
export function heapGrowth({ heapBytes }: InstanceMemory): number | undefined {
  const quarter = Math.floor(heapBytes.length / 4)
  if (quarter < 15) return undefined
  return Math.min(...heapBytes.slice(-quarter)) / Math.min(...heapBytes.slice(quarter, 2 * quarter))
}

/** Reads Valkey's `INFO keyspace`: `db0:keys=12,expires=12,…`. */
export function parseKeyspace(store: string, info: string): StoreKeys {
  const [keys, expires] = [/keys=(\d+)/, /expires=(\d+)/].map((pattern) =>
    Number(pattern.exec(info)?.[1] ?? 0),
  )
  return { store, keys: keys ?? 0, expiring: expires ?? 0 }
}
