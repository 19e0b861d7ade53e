import { newId, systemNow, UnavailableError } from '@unsticky/kernel'
import type { Order } from '@unsticky/orders'
import { describeOrderStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDynamoCatalogStore } from '../catalog/catalog-store.ts'
import { createClock } from '../testing/clock.ts'
import { recordInputs } from '../testing/recorded-inputs.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createDynamoOrderStore } from './order-store.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

const openStore = ({ now = Date.now, client = test.newClient() } = {}) => {
  const { OrdersTable: ordersTable, CatalogTable: catalogTable } = test.cloud.outputs
  return createDynamoOrderStore({ client, ordersTable, catalogTable, now })
}

describeOrderStore('DynamoDB', {
  open: async () => {
    const { now, advance } = createClock()
    const catalog = createDynamoCatalogStore({
      client: test.newClient(),
      table: test.cloud.outputs.CatalogTable,
    })
    return {
      store: openStore({ now }),
      catalog,
      reopen: async () => openStore({ now }),
      advance,
      ...test.freezable,
    }
  },
})

const request = () => ({ requestHash: 'hash', newOrderId: newId('order', systemNow), leaseSeconds: 30 })

function draft(accountId: string, id: string, productId: string): Omit<Order, 'number'> {
  return {
    id,
    accountId,
    status: 'paid',
    lines: [{ productId, name: 'Copper Kettle', quantity: 1, priceCents: 2990 }],
    totalCents: 2990,
    address: { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
    paymentReference: 'simulated',
    placedAt: Date.now(),
  }
}

async function putProduct(stock: number) {
  const catalog = createDynamoCatalogStore({
    client: test.newClient(),
    table: test.cloud.outputs.CatalogTable,
  })
  const id = newId('kettle', systemNow).replace('_', '-')
  const texts = { name: 'Copper Kettle', description: 'Boils.', category: 'Kitchen' }
  await catalog.put([{ product: { id, ...texts, priceCents: 2990, status: 'active' }, stock }])
  return { id, unitsLeft: async () => (await catalog.stock([id])).get(id) }
}

describe('orders in DynamoDB', () => {
  it('asks for the latest of an order, never for a copy that may be behind', async () => {
    const client = test.newClient()
    const inputs = recordInputs(client)
    const store = openStore({ client })

    await store.get('account_1', 'order_1')
    await store.list('account_1')

    expect(inputs).toHaveLength(2)
    for (const input of inputs) expect(input).toContain('"ConsistentRead":true')
  })

  it('refuses to place under a key that nobody claimed', async () => {
    const [store, accountId, product] = [openStore(), newId('account', systemNow), await putProduct(1)]
    const { newOrderId } = request()

    const placing = store.place(draft(accountId, newOrderId, product.id), { key: 'not-claimed' })

    await expect(placing).rejects.toMatchObject({ code: 'SHOP_REQUEST_IN_PROGRESS' })
    expect(await product.unitsLeft()).toBe(1)
  })

  it('places once although DynamoDB froze while the order was on its way', async () => {
    const [store, accountId, product] = [openStore(), newId('account', systemNow), await putProduct(5)]
    const { newOrderId } = request()
    await store.claim(accountId, 'key', { ...request(), newOrderId })
    const order = draft(accountId, newOrderId, product.id)

    test.cloud.aws.freeze()
    const startedAt = performance.now()
    await expect(store.place(order, { key: 'key' })).rejects.toThrow(UnavailableError)
    const waitedMs = performance.now() - startedAt
    test.cloud.aws.thaw()
    const placed = await store.place(order, { key: 'key' })

    expect(waitedMs).toBeLessThan(5000)
    expect(await store.list(accountId)).toEqual([placed])
    expect(await product.unitsLeft()).toBe(4)
  })
})
