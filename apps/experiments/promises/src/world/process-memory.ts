/** Looks into a running instance through Node's own inspector, which SIGUSR1 opens on loopback. */
import { readFileSync } from 'node:fs'
import type { InstanceInfo } from '@unsticky/fleet'
import { waitUntil } from '@unsticky/processes'

export interface ProcessMemory {
  /** Entries of all Maps that are alive, but for Maps of numbers. */
  readonly entries: number
  /** Of the heap, after a garbage collection. */
  readonly bytes: number
}

/** Lets each instance choose a free port when its inspector opens; for NODE_OPTIONS. */
export const inspectable = '--inspect-port=127.0.0.1:0'

export async function measureMemory({ pid, logFile }: InstanceInfo): Promise<ProcessMemory> {
  process.kill(pid, 'SIGUSR1')
  const address = await waitUntil(() => inspectorIn(logFile), { what: 'the inspector', timeoutMs: 5000 })
  const inspector = await connect(address)
  try {
    const entries = await countMapEntries(inspector)
    const { usedSize } = await inspector.ask<{ usedSize: number }>('Runtime.getHeapUsage')
    return { entries, bytes: usedSize }
  } finally {
    inspector.close()
  }
}

const inspectorIn = (logFile: string) =>
  readFileSync(logFile, 'utf8')
    .match(/ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/g)
    ?.at(-1)

interface Remote<T = unknown> {
  readonly result: { readonly objectId: string; readonly value: T }
}

/** V8 collects garbage before it lists the objects of a prototype. */
async function countMapEntries({ ask }: Inspector) {
  const { result } = await ask<Remote>('Runtime.evaluate', {
    expression: 'Map.prototype',
    objectGroup: 'count',
  })
  const { objects } = await ask<{ objects: Remote['result'] }>('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup: 'count',
  })
  const sizes = await ask<Remote<number>>('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: sumOfSizes,
    returnByValue: true,
  })
  await ask('Runtime.releaseObjectGroup', { objectGroup: 'count' })
  return sizes.result.value
}

/**
 * A Map of numbers is the index of a bounded cache (the signatures that were checked last), so it is left out. A class
 * that extends Map has a prototype among the objects, and asking that for its size throws.
 */
const sumOfSizes = `function () {
  const sizeOf = (map) => (typeof map.values().next().value === 'number' ? 0 : map.size)
  return this.reduce((sum, map) => { try { return sum + sizeOf(map) } catch { return sum } }, 0)
}`

type Inspector = Awaited<ReturnType<typeof connect>>

async function connect(address: string) {
  const socket = new WebSocket(address)
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data))
    if (error) waiting.get(id)?.reject(new Error(`The inspector said: ${error.message}`))
    else waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`No inspector at ${address}`)), { once: true })
  })
  return { ask, close: () => socket.close() }

  function ask<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++lastId
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.set(id, { resolve, reject })
    socket.send(JSON.stringify({ id, method, params }))
    return promise as Promise<Result>
  }
}
