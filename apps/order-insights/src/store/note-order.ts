import { setTimeout as sleep } from 'node:timers/promises'
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { type AwsCall, createAwsGuard, isNamed } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'
import type { SeenOrder } from '../seen-order.ts'
import { type OrderState, orderKey, totalsKey } from './insight-items.ts'
import { changeItems, changeOf, type WriteItem } from './order-change.ts'

interface NoterOptions {
  readonly client: DynamoClient
  readonly table: string
}

/** See `InsightStore.note`. Orders of one process wait for each other, because each takes the next notice number. */
export function createNoter({ client, table }: NoterOptions): (order: SeenOrder) => Promise<boolean> {
  const ask = createAwsGuard('insights table', { deadlineMs: 8000 })
  let turn: Promise<unknown> = Promise.resolve()
  /** The number of the last notice; `undefined` when it must be looked up. */
  let noticed: number | undefined

  return (order) => {
    const noting = turn.then(() => ask((call) => note(order, call)))
    turn = noting.catch(() => {})
    return noting
  }

  async function note(order: SeenOrder, call: AwsCall): Promise<boolean> {
    // Most orders are new, so the first attempt looks nothing up.
    let known = order.isCancelled ? await stateOf(order.id, call) : undefined
    for (let round = 0; ; round += 1) {
      const change = changeOf(order, known)
      if (!change) return false
      noticed ??= await lastNotice(call)
      const refused = await write(changeItems(order, change, { table, known, noticed }), call)
      if (!refused) {
        noticed += 1
        return true
      }
      // The state was another one, or another instance took the number.
      known = await stateOf(order.id, call)
      noticed = undefined
      await sleep(Math.random() * Math.min(400, 10 * 2 ** round), undefined, { signal: call.abortSignal })
    }
  }

  async function stateOf(orderId: string, call: AwsCall) {
    const item = await get(orderKey(orderId), call)
    return item?.state as OrderState | undefined
  }

  async function lastNotice(call: AwsCall) {
    return Number((await get(totalsKey, call))?.notices ?? 0)
  }

  async function get(Key: Readonly<Record<string, string>>, call: AwsCall) {
    const command = new GetCommand({ TableName: table, Key, ConsistentRead: true })
    return (await client.send(command, call)).Item
  }

  /** Resolves to whether the transaction was refused. */
  async function write(items: readonly WriteItem[], call: AwsCall): Promise<boolean> {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...items] }), call)
      return false
    } catch (error) {
      if (isLostRace(error)) return true
      throw error
    }
  }
}

const races = ['None', 'ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError']

/** A cancelled transaction of which trying again is worth it. */
function isLostRace(error: unknown): boolean {
  if (!isNamed(error, 'TransactionCanceledException')) return false
  const { CancellationReasons = [] } = error as { CancellationReasons?: { Code?: string }[] }
  return CancellationReasons.every(({ Code = 'None' }) => races.includes(Code))
}
