import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { StoreUse } from '@unsticky/report'

export interface DynamoCounts extends AsyncDisposable {
  /** What an instance needs in its environment to be counted. */
  readonly env: Readonly<Record<string, string>>
  read(): StoreUse
}

const preload = new URL('./count-dynamodb.ts', import.meta.url)

/** A transaction pays twice for each item; one of the shop's holds about three. */
const unitsOf: Readonly<Record<string, number>> = { TransactWriteItems: 6, TransactGetItems: 6 }

/** Listens for what the instances counted (`count-dynamodb.ts`), until disposed. */
export async function listenForDynamoCounts(): Promise<DynamoCounts> {
  const byProcess = new Map<number, Readonly<Record<string, number>>>()
  const socket = createSocket('udp4').unref()
  socket.on('message', (bytes) => {
    const { pid, counts } = JSON.parse(String(bytes)) as { pid: number; counts: Record<string, number> }
    byProcess.set(pid, counts)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    env: { DYNAMODB_COUNTS_PORT: String(socket.address().port), NODE_OPTIONS: `--import ${preload}` },
    read: () => unitsUsed([...byProcess.values()]),
    [Symbol.asyncDispose]: async () => void socket.close(),
  }
}

/** Read and write units of operations on items of the shop's size: below 1 KB, so one each. */
export function unitsUsed(counts: readonly Readonly<Record<string, number>>[]): StoreUse {
  const all = counts.flatMap((each) => Object.entries(each))
  const sum = (isRead: boolean) =>
    all
      .filter(([operation]) => /^(Get|BatchGet|Query|Scan|TransactGet)/.test(operation) === isRead)
      .reduce((total, [operation, count]) => total + count * (unitsOf[operation] ?? 1), 0)
  return { name: 'DynamoDB', reads: sum(true), writes: sum(false) }
}
