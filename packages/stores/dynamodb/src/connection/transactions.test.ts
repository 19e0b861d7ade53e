import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { emptyCart } from '@unsticky/cart'
import { newId, systemNow, UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDynamoCartStore } from '../carts/cart-store.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import type { DynamoClient } from './dynamo-client.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

/**
 * Cancels the first transactions as DynamoDB does when others touch the same items. The local server makes one
 * transaction after the other, so this is the one thing that it cannot be asked for.
 */
function cancelFirst(client: DynamoClient, times: number, code: string) {
  const cancelled = { times: 0 }
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const isMine = ['TransactWriteItemsCommand', 'TransactGetItemsCommand'].includes(commandName ?? '')
        if (!isMine || cancelled.times >= times) return next(args)
        cancelled.times += 1
        const CancellationReasons = [{ Code: code }, { Code: 'None' }]
        const $metadata = { httpStatusCode: 400 }
        throw new TransactionCanceledException({
          message: 'Transaction cancelled',
          CancellationReasons,
          $metadata,
        })
      },
    { step: 'finalizeRequest', priority: 'low' },
  )
  return cancelled
}

const add = { kind: 'add', productId: 'kettle', quantity: 1, priceCents: 2990 } as const

/** A guest with a line in the cart, and the account that it becomes part of, in one transaction. */
async function openMerge() {
  const client = test.newClient()
  const store = createDynamoCartStore({ client, table: test.cloud.outputs.CartsTable })
  const guest = newId('guest', systemNow)
  const account = newId('account', systemNow)
  await store.change(guest, add, { key: 'key' })
  return { client, store, account, merge: () => store.mergeGuest(guest, account) }
}

describe('a transaction that others get in the way of', () => {
  it('is tried again until it goes through, and counts once', async () => {
    const { client, store, account, merge } = await openMerge()
    const cancelled = cancelFirst(client, 6, 'TransactionConflict')

    const cart = await merge()

    expect(cancelled.times).toBe(6)
    expect(cart).toMatchObject({ revision: 1, lines: [{ quantity: 1 }] })
    expect(await store.load(account)).toEqual(cart)
  })

  it('is given up at the deadline', async () => {
    const { client, store, account, merge } = await openMerge()
    cancelFirst(client, Number.POSITIVE_INFINITY, 'TransactionConflict')

    await expect(merge()).rejects.toThrow(UnavailableError)

    expect(await store.load(account)).toEqual(emptyCart(account))
  })

  it('is a bug of ours when DynamoDB finds it invalid, and travels on', async () => {
    const { client, merge } = await openMerge()
    cancelFirst(client, 1, 'ValidationError')

    await expect(merge()).rejects.toMatchObject({ name: 'TransactionCanceledException' })
  })
})
