import { createDynamoCatalogStore, createDynamoClient, createDynamoOrderStore } from '@unsticky/dynamodb'
import { newId, systemNow } from '@unsticky/kernel'
import type { LocalCloud } from '@unsticky/local-cloud'
import { type Order, type OrderLine, type OrderStore, totalOf } from '@unsticky/orders'

const names = ['Kettle', 'Cup', 'Sencha', 'Honey', 'Spoon', 'Tray', 'Whisk', 'Tin']

/** Orders straight through the shop's own order store: claimed and placed as the shop does it, without its pages. */
export async function openOrders({ outputs }: Pick<LocalCloud, 'outputs'>) {
  const client = createDynamoClient()
  const { OrdersTable: ordersTable, CatalogTable: catalogTable } = outputs
  const store = createDynamoOrderStore({ client, ordersTable, catalogTable })
  const catalog = createDynamoCatalogStore({ client, table: catalogTable })
  await catalog.put(names.map(toEntry))
  return {
    client,
    place: (lines: readonly OrderLine[]) => placeOne(store, lines),
    cancel: (order: Order) => store.transition(order.accountId, order.id, { to: 'cancelled' }),
    close: () => store.close(),
  }
}

const idOf = (name: string) => name.toLowerCase()

const toEntry = (name: string) => ({
  product: {
    id: idOf(name),
    name,
    description: 'Made up.',
    category: 'Tea',
    priceCents: 1000,
    status: 'active' as const,
  },
  stock: 1_000_000,
})

/** One to four products that differ with the number: every pair comes, some more often. */
export function linesOf(number: number): readonly OrderLine[] {
  const picks = new Set([number, number + 1, number * 3, number * 7].slice(0, 1 + (number % 4)))
  const chosen = new Set([...picks].map((pick) => names[pick % names.length] as string))
  return [...chosen].map((name) => ({
    productId: idOf(name),
    name,
    quantity: 1 + (number % 3),
    priceCents: 1000,
  }))
}

async function placeOne(store: OrderStore, lines: readonly OrderLine[]): Promise<Order> {
  const [accountId, id, key] = [newId('account', systemNow), newId('order', systemNow), 'the-key']
  await store.claim(accountId, key, { requestHash: 'hash', newOrderId: id, leaseSeconds: 30 })
  const draft = {
    id,
    accountId,
    status: 'paid',
    lines,
    totalCents: totalOf(lines),
    address: { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
    paymentReference: 'simulated',
    placedAt: Date.now(),
  } as const
  return store.place(draft, { key })
}

/** Places so many orders, a few at a time. `onPlaced` hears how many there are. */
export async function placeMany(
  orders: Pick<Awaited<ReturnType<typeof openOrders>>, 'place'>,
  count: number,
  { onPlaced = () => {} }: { onPlaced?: (count: number) => void } = {},
): Promise<readonly Order[]> {
  const placed: Order[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      next += 1
      placed.push(await orders.place(linesOf(next)))
      onPlaced(placed.length)
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  return placed
}
