import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { createDynamoOrderStore, type DynamoClient } from '@unsticky/dynamodb'
import type { Now } from '@unsticky/kernel'
import type { OrderTools, Parts, PlaceOrder, TransactionItem, Units } from '@unsticky/lab-kit/orders'
import type { OrderStore } from '@unsticky/orders'

interface LabOrdersOptions {
  readonly client: DynamoClient
  readonly ordersTable: string
  readonly catalogTable: string
  readonly now?: Now
  readonly placeOrder: PlaceOrder
}

type Send = (command: unknown, ...rest: readonly unknown[]) => Promise<unknown>

/**
 * The shop's order store, whose orders are placed by the attendee: where it sends the transaction of an order, the parts of
 * that transaction are handed to `placeOrder` instead.
 */
export function createLabOrders({ client, placeOrder, ...options }: LabOrdersOptions): OrderStore {
  const send = client.send.bind(client) as unknown as Send
  client.send = ((command: unknown, ...rest: readonly unknown[]) => {
    const items = command instanceof TransactWriteCommand ? (command.input.TransactItems ?? []) : []
    if (!isOrder(items)) return send(command, ...rest)
    const parts = partsOf(items)
    return placeOrder(toolsFor(parts, { send, ...options }), parts)
  }) as unknown as DynamoClient['send']
  const orders = createDynamoOrderStore({ client, ...options })
  return { ...orders, livesIn: { kind: 'shared', name: 'DynamoDB (yours)' } }
}

/** The transaction of an order ends with the completion of its claim; that of a step of its life does not. */
const isOrder = (items: readonly TransactionItem[]) =>
  items.length > 3 && items.at(-1)?.Update?.UpdateExpression === 'SET #state = :placed'

function partsOf(items: readonly TransactionItem[]): Parts {
  const [order, last, claim] = items.slice(-3) as [TransactionItem, TransactionItem, TransactionItem]
  const units = items.slice(0, -3).map(({ Update }): Units => {
    const { ConditionExpression: _condition, ...take } = Update as NonNullable<TransactionItem['Update']>
    const productId = String(take.Key?.pk).replace('STOCK#', '')
    return { productId, quantity: take.ExpressionAttributeValues?.[':quantity'], take: { Update: take } }
  })
  return { units, order, last, claim }
}

function toolsFor(parts: Parts, { send, catalogTable }: { send: Send; catalogTable: string }): OrderTools {
  return {
    writeAll: async (items) => {
      await send(new TransactWriteCommand({ TransactItems: [...items] })).catch((error) => {
        throw inOrderOf(parts, items, error)
      })
    },
    async unitsLeft(productId) {
      const Key = { pk: `STOCK#${productId}`, sk: 'STOCK' }
      const { Item } = (await send(
        new GetCommand({ TableName: catalogTable, Key, ConsistentRead: true }),
      )) as { Item?: { stock: number } }
      return Item?.stock ?? 0
    },
    soldOut: (units) =>
      cancelled(slotsOf(parts).map((key) => (key === keyOf(units.take) ? 'ConditionalCheckFailed' : 'None'))),
  }
}

interface Cancellation extends Error {
  readonly CancellationReasons?: readonly { readonly Code?: string }[]
}

/** The store reads why a transaction was refused by place: stock of each line, order, last, claim. */
function inOrderOf(parts: Parts, items: readonly TransactionItem[], error: Cancellation): Error {
  const { CancellationReasons: reasons } = error
  if (!reasons) return error
  const codes = new Map(items.map((item, index) => [keyOf(item), reasons[index]?.Code ?? 'None']))
  return cancelled(slotsOf(parts).map((key) => codes.get(key) ?? 'None'))
}

const slotsOf = ({ units, order, last, claim }: Parts) =>
  [...units.map(({ take }) => take), order, last, claim].map(keyOf)

/** What an item is about, whatever was added to it. */
const keyOf = ({ Put, Update }: TransactionItem) => {
  const { pk, sk } = Put?.Item ?? Update?.Key ?? {}
  return `${pk} ${sk}`
}

const cancelled = (codes: readonly string[]): Error =>
  Object.assign(new Error('The order was not placed'), {
    name: 'TransactionCanceledException',
    CancellationReasons: codes.map((Code) => ({ Code })),
  })
