import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { StoreUse } from '@unsticky/report'
import type { Units } from './dynamodb-units.ts'

export interface DynamoCounts extends AsyncDisposable {
  /** What an instance needs in its environment to be counted. */
  readonly env: Readonly<Record<string, string>>
  read(): StoreUse
}

const preload = new URL('./count-dynamodb.ts', import.meta.url)

/** Listens for what the instances counted (`count-dynamodb.ts`), until disposed. */
export async function listenForDynamoCounts(): Promise<DynamoCounts> {
  const byProcess = new Map<number, Units>()
  const socket = createSocket('udp4').unref()
  socket.on('message', (bytes) => {
    const { pid, ...units } = JSON.parse(String(bytes)) as Units & { pid: number }
    byProcess.set(pid, units)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    env: { DYNAMODB_COUNTS_PORT: String(socket.address().port), NODE_OPTIONS: `--import ${preload}` },
    read: () => unitsUsed([...byProcess.values()]),
    [Symbol.asyncDispose]: async () => void socket.close(),
  }
}

/** Of all instances together. Half units of reads that may be old add up to whole ones. */
export function unitsUsed(byProcess: readonly Units[]): StoreUse {
  const sum = (field: keyof Units) => Math.round(byProcess.reduce((total, units) => total + units[field], 0))
  return { name: 'DynamoDB', reads: sum('reads'), writes: sum('writes') }
}
