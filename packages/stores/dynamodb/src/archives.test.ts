import { recordId } from '@unsticky/orders'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createDynamoAccountDirectory,
  createDynamoCatalogStore,
  createDynamoClaimArchive,
  createDynamoOrderArchive,
  createDynamoOrderStore,
  createDynamoProfileArchive,
} from './index.ts'
import { startTestCloud, type TestCloud } from './testing/test-cloud.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

function open() {
  const client = test.newClient()
  const { ProfilesTable, OperationsTable, OrdersTable, CatalogTable } = test.cloud.outputs
  const orderTables = { client, ordersTable: OrdersTable, catalogTable: CatalogTable }
  return {
    profiles: createDynamoProfileArchive({ client, table: ProfilesTable }),
    directory: createDynamoAccountDirectory({ client, table: OperationsTable }),
    orders: createDynamoOrderArchive(orderTables),
    orderStore: createDynamoOrderStore(orderTables),
    claims: createDynamoClaimArchive(orderTables),
    catalog: createDynamoCatalogStore({ client, table: CatalogTable }),
  }
}

const fresh = (prefix: string) => `${prefix}_${crypto.randomUUID()}`

it('never puts an older profile over a newer one', async () => {
  const { profiles } = open()
  const newer = { accountId: fresh('account'), email: 'a@example.com', displayName: 'Anne', updatedAt: 2 }

  await profiles.write(newer)
  await profiles.write({ ...newer, displayName: 'Anna', updatedAt: 1 })

  expect(await profiles.read(newer.accountId)).toEqual(newer)
  expect(await Array.fromAsync(profiles.all())).toContainEqual(newer)
})

it('keeps the first account of an email and the first link of both sides', async () => {
  const { directory } = open()
  const [email, subject] = [`${fresh('a')}@example.com`, fresh('sub')]
  const record = { email, accountId: fresh('account'), salt: 'c2FsdA==', hash: 'aGFzaA==' }

  await directory.write(record)
  await directory.write({ ...record, accountId: 'account_of_somebody_else' })
  await directory.link(record.accountId, subject)
  await directory.link('account_of_somebody_else', subject)

  expect(await directory.read(email)).toEqual(record)
  expect(await Array.fromAsync(directory.all())).toEqual([record])
  expect(await directory.accountOf(subject)).toBe(record.accountId)
  expect(await directory.isLinked(record.accountId)).toBe(true)
})

it('takes the units of an order once, however often it comes, and returns them once', async () => {
  const { orders, catalog } = open()
  const productId = fresh('product')
  await catalog.put([{ product: productOf(productId), stock: 5 }])
  const order = orderOf(productId, 3)

  for (const status of ['paid', 'paid', 'cancelled', 'cancelled', 'paid'] as const)
    await orders.write({ ...order, status })

  expect(await orders.read(recordId(order.accountId, order.id))).toEqual({ ...order, status: 'cancelled' })
  expect((await catalog.stock([productId])).get(productId)).toBe(5)
  await orders.write({ ...order, id: fresh('order') })
  expect((await catalog.stock([productId])).get(productId)).toBe(2)
})

it('lets an order be placed under a key that was claimed in the other store', async () => {
  const { orderStore, claims, catalog } = open()
  const productId = fresh('product')
  await catalog.put([{ product: productOf(productId), stock: 5 }])
  const { number: _number, ...order } = orderOf(productId, 1)
  const [key, now] = [crypto.randomUUID(), Date.now()]
  const times = { leaseEndsAt: now + 5000, expiresAt: now + 60_000 }
  const claim = { accountId: order.accountId, key, requestHash: 'h', orderId: order.id, isPlaced: false }

  await claims.write({ ...claim, ...times })
  const placed = await orderStore.place(order, { key })
  await claims.write({ ...claim, ...times })

  const request = { requestHash: 'h', newOrderId: fresh('order'), leaseSeconds: 5 }
  expect(await orderStore.claim(order.accountId, key, request)).toEqual({ kind: 'placed', order: placed })
  const id = recordId(order.accountId, key)
  expect(await claims.read(id)).toEqual({ ...claim, ...times, isPlaced: true })
  expect(await Array.fromAsync(claims.all())).toContainEqual(await claims.read(id))
})

const productOf = (id: string) =>
  ({ id, name: id, description: id, category: 'Test', priceCents: 990, status: 'active' }) as const

const orderOf = (productId: string, quantity: number) => ({
  id: `order_${uuidV7()}`,
  number: '1001',
  accountId: fresh('account'),
  status: 'paid' as const,
  lines: [{ productId, name: productId, quantity, priceCents: 990 }],
  totalCents: 990 * quantity,
  address: { name: 'A', street: 'B 1', postalCode: '1', city: 'C', country: 'IE' },
  paymentReference: 'simulated',
  placedAt: Date.now(),
})

/** Good enough for an order number: version and variant where they belong. */
const uuidV7 = () => `01990000-0000-7${crypto.randomUUID().slice(15)}`
