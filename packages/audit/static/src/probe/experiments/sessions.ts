import { createVisitor } from '../http/visitor.ts'
import type { Instance } from '../instance/launcher.ts'
import type { Lab } from './lab.ts'
import { walk } from './walk.ts'

export interface Growth {
  readonly sessions: number
  /** Bytes per session, batch by batch: a warm-up ends, state grows in each of them. */
  readonly batches: readonly number[]
}

interface Measured {
  readonly growth?: Growth
  readonly note?: string
}

const maxMs = 60_000
const batchCount = 4
/** Compiled code and caches of Node settle only then. */
const warmUpRequests = 1000
const maxWarmUpMs = 30_000
const failed =
  'The memory per session was not measured: after some sessions a step of the scenario failed (a limit on requests, perhaps).'
const silent = 'The memory per session was not measured: the hook does not answer.'

/** New visitors walk through the scenario, first to warm up, then in batches; the heap is measured after each. */
export async function measureGrowth(
  { scenario, progress }: Lab,
  { instance, sessions }: { instance: Instance; sessions: number },
): Promise<Measured> {
  const size = Math.max(1, Math.ceil(sessions / batchCount))
  let deadline = Date.now() + maxWarmUpMs
  const warmUp = Math.max(Math.ceil(warmUpRequests / scenario.steps.length), size * 2)
  progress(`memory: ${size * batchCount} sessions on one instance, after ${warmUp} to warm up`)
  if ((await visit(warmUp)) === 0) return { note: failed }
  deadline = Date.now() + maxMs
  const batches: number[] = []
  let done = 0
  let before = await instance.heap()
  while (batches.length < batchCount) {
    const visits = await visit(size)
    const after = await instance.heap()
    if (!before || !after) return { note: silent }
    if (visits === 0) return { note: failed }
    batches.push((after.bytes - before.bytes) / visits)
    done += visits
    before = after
  }
  return { growth: { sessions: done, batches } }

  /** How many sessions there was time for, one at least; 0 as soon as one does not go as it should. */
  async function visit(count: number): Promise<number> {
    let visits = 0
    while (visits < count && (visits === 0 || Date.now() < deadline)) {
      const { exchanges, stuck } = await walk(scenario.steps, {
        visitor: createVisitor(scenario),
        portFor: () => instance.port,
        until: ({ isExpected }) => !isExpected,
      })
      if (stuck || exchanges.some(({ isExpected }) => !isExpected)) return 0
      visits++
    }
    return visits
  }
}
