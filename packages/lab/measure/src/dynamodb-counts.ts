import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { StoreUse } from '@unsticky/report'
import type { Units } from './dynamodb-units.ts'

export interface DynamoCounts extends AsyncDisposable {
  /** What an instance needs in its environment to be counted. */
  readonly env: Readonly<Record<string, string>>
  read(): StoreUse
  /** The AWS services beside DynamoDB: calls, and how long they were waited for. */
  readOthers(): StoreUse
}

/** What an instance tells. */
export interface ToldUnits extends Units {
  readonly waitedMs?: number
  readonly othersCalls?: number
  readonly othersWaitedMs?: number
}

const preload = new URL('./count-dynamodb.ts', import.meta.url)

/** Listens for what the instances counted (`count-dynamodb.ts`), until disposed. */
export async function listenForDynamoCounts(): Promise<DynamoCounts> {
  const byProcess = new Map<number, ToldUnits>()
  const socket = createSocket('udp4').unref()
  socket.on('message', (bytes) => {
    const { pid, ...units } = JSON.parse(String(bytes)) as ToldUnits & { pid: number }
    byProcess.set(pid, units)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    env: { DYNAMODB_COUNTS_PORT: String(socket.address().port), NODE_OPTIONS: `--import ${preload}` },
    read: () => unitsUsed([...byProcess.values()]),
    readOthers: () => othersUsed([...byProcess.values()]),
    [Symbol.asyncDispose]: async () => void socket.close(),
  }
}

/** Of all instances together. Half units of reads that may be old add up to whole ones. */
export function unitsUsed(byProcess: readonly ToldUnits[]): StoreUse {
  const sum = summed(byProcess)
  return { name: 'DynamoDB', reads: sum('reads'), writes: sum('writes'), waitedMs: sum('waitedMs') }
}

const othersUsed = (byProcess: readonly ToldUnits[]): StoreUse => ({
  name: 'Cognito, S3, Secrets Manager (calls)',
  reads: summed(byProcess)('othersCalls'),
  writes: 0,
  waitedMs: summed(byProcess)('othersWaitedMs'),
})

const summed = (byProcess: readonly ToldUnits[]) => (field: keyof ToldUnits) =>
  Math.round(byProcess.reduce((total, told) => total + (told[field] ?? 0), 0))
