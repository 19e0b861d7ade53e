/**
 * Stands before DynamoDB's emulator and asks it, in every request, what the request consumes (ReturnConsumedCapacity), which
 * the shop does not. The emulator tells writes as AWS does, indexes and sizes included; of reads it forgets the size of a
 * list and says nothing of a batch, so those are weighed here, item by item as they were answered.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isList, listUnitsBeyondOne, type Units, unitsOf } from '@unsticky/measure/dynamodb-units'
import { itemBytes } from '@unsticky/measure/item-size'

export interface Counted {
  /** As the emulator says, by the rules of AWS. */
  readonly consumed: Units
  /** As the cost card reckons. */
  readonly reckoned: Units
  readonly requests: number
}

export interface ConsumedProxy extends AsyncDisposable {
  readonly url: string
  /** What was counted since the last time. */
  take(): Counted
}

const none: Counted = { consumed: { reads: 0, writes: 0 }, reckoned: { reads: 0, writes: 0 }, requests: 0 }

export async function startConsumedProxy(emulatorUrl: string): Promise<ConsumedProxy> {
  let counted = none
  const server = createServer((asked, response) => {
    pass(asked, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = counted
      counted = none
      return taken
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function pass(asked: IncomingMessage, response: ServerResponse) {
    const operation = String(asked.headers['x-amz-target']).split('.')[1] ?? ''
    const sent = await textOf(asked)
    const answer = await ask(emulatorUrl, { asked, body: wanting(operation, sent) })
    if (answer.status === 200) count(operation, { sent, answered: answer.body })
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body)
  }

  function count(operation: string, { sent, answered }: Exchange) {
    const consumed = consumedOf(operation, { sent, answered })
    counted = {
      consumed: plus(counted.consumed, consumed),
      reckoned: plus(counted.reckoned, reckonedOf(operation, { sent, answered })),
      requests: counted.requests + 1,
    }
  }
}

/** Describing a table consumes nothing and has no such field. */
function wanting(operation: string, body: string): string {
  if (
    !/^(Get|Put|Update|Delete|BatchGet|BatchWrite|TransactGet|TransactWrite)Items?$|^(Query|Scan)$/.test(
      operation,
    )
  )
    return body
  return JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' })
}

function consumedOf(operation: string, { sent, answered }: Exchange): Units {
  const answer = JSON.parse(answered) as Answer
  const isRead = /Get|Query|Scan/.test(operation)
  if (!isRead) return { reads: 0, writes: told(answer) }
  return { reads: weighed(operation, { sent: JSON.parse(sent), answer }) ?? told(answer), writes: 0 }
}

/** As `count-dynamodb.ts` counts in an instance. */
function reckonedOf(operation: string, { sent, answered }: Exchange): Units {
  const { reads, writes } = unitsOf(operation, sent)
  return { reads: reads + (isList(operation) ? listUnitsBeyondOne(sent, answered) : 0), writes }
}

const told = ({ ConsumedCapacity = [] }: Answer) =>
  [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)

/** By the rules of AWS: 4 KB a unit, each item of a batch by itself, one that is not there as one. */
function weighed(operation: string, { sent, answer }: { readonly sent: Sent; readonly answer: Answer }) {
  const unitsFor = (bytes: number) => Math.max(1, Math.ceil(bytes / 4096))
  const rate = (isConsistent = false) => (isConsistent ? 1 : 0.5)
  if (operation === 'Query' || operation === 'Scan') {
    const bytes = (answer.Items ?? []).reduce((sum: number, item) => sum + itemBytes(item), 0)
    return unitsFor(bytes) * rate(sent.ConsistentRead)
  }
  if (operation !== 'BatchGetItem') return undefined
  return Object.entries(sent.RequestItems ?? {}).reduce((sum, [table, { Keys, ConsistentRead }]) => {
    const found = answer.Responses?.[table] ?? []
    const units = found.reduce(
      (all: number, item) => all + unitsFor(itemBytes(item)),
      Keys.length - found.length,
    )
    return sum + units * rate(ConsistentRead)
  }, 0)
}

interface Exchange {
  readonly sent: string
  readonly answered: string
}

interface Sent {
  readonly ConsistentRead?: boolean
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys: readonly unknown[]; readonly ConsistentRead?: boolean }>
  >
}

interface Answer {
  readonly ConsumedCapacity?: Capacity | readonly Capacity[]
  readonly Items?: readonly unknown[]
  readonly Responses?: Readonly<Record<string, readonly unknown[]>>
}

interface Capacity {
  readonly CapacityUnits?: number
}

function ask(
  emulatorUrl: string,
  { asked, body }: { readonly asked: IncomingMessage; readonly body: string },
) {
  const { hostname, port } = new URL(emulatorUrl)
  const headers = { ...asked.headers, 'content-length': String(Buffer.byteLength(body)) }
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, method: asked.method, path: asked.url, headers }, async (answer) =>
      resolve({ status: answer.statusCode ?? 502, body: await textOf(answer) }),
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const plus = (a: Units, b: Units): Units => ({ reads: a.reads + b.reads, writes: a.writes + b.writes })
