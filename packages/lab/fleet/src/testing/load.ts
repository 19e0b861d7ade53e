import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { type Answer, send } from './send.ts'

export interface LoadResult extends Answer {
  /** What the instance wrote down for this request. */
  readonly name: string
}

export interface Load {
  /** Everything answered so far. */
  readonly results: readonly LoadResult[]
  /** Resolves once `count` more requests have been answered from now on. */
  answered(count: number): Promise<void>
  /** Lets the requests under way end and returns everything. */
  stop(): Promise<readonly LoadResult[]>
}

interface LoadOptions {
  readonly method: 'GET' | 'POST'
  /** Sends an Idempotency-Key with each request. */
  readonly keyed?: boolean
  readonly connections?: number
}

/** Keeps `connections` requests of 20 ms under way until stopped. */
export function startLoad(url: string, { method, keyed = false, connections = 30 }: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const results: LoadResult[] = []
  const waiting: { at: number; resolve: () => void }[] = []
  let stopped = false
  const shoppers = Array.from({ length: connections }, shop)
  return { results, answered, stop }

  async function shop() {
    while (!stopped) {
      const name = randomUUID()
      const headers = { 'x-request-name': name, ...(keyed ? { 'idempotency-key': name } : {}) }
      results.push({ name, ...(await send(url, '/work', { method, headers, agent })) })
      for (const { at, resolve } of waiting) if (results.length >= at) resolve()
    }
  }

  function answered(count: number) {
    return new Promise<void>((resolve) => waiting.push({ at: results.length + count, resolve }))
  }

  async function stop() {
    stopped = true
    await Promise.all(shoppers)
    agent.destroy()
    return results
  }
}

/** The requests without a 200. */
export function failures(results: readonly LoadResult[]) {
  return results.filter(({ status }) => status !== 200)
}
