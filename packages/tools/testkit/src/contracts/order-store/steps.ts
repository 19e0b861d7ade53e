import type { CatalogStore } from '@unsticky/catalog'
import type { Claim, ClaimRequest, Order, OrderStore } from '@unsticky/orders'
import { freshId, freshKey, freshProductId } from '../../random-ids.ts'

export const freshAccount = () => freshId('account')

/** Puts a product of its own into the catalogue and gives its id. */
export async function stocked(catalog: CatalogStore, stock: number): Promise<string> {
  const id = freshProductId()
  const product = { id, name: 'Copper Kettle', description: 'Boils.', category: 'Kitchen', priceCents: 2990 }
  await catalog.put([{ product: { ...product, status: 'active' }, stock }])
  return id
}

export const unitsLeft = async (catalog: CatalogStore, productId: string) =>
  (await catalog.stock([productId])).get(productId)

export function claimRequest(request: Partial<ClaimRequest> = {}): ClaimRequest {
  return { requestHash: 'hash-of-the-body', newOrderId: freshId('order'), leaseSeconds: 30, ...request }
}

/** An order of some units of some products, not placed yet. */
export function draft(
  accountId: string,
  units: Readonly<Record<string, number>>,
  fields: Partial<Order> = {},
): Omit<Order, 'number'> {
  const lines = Object.entries(units).map(([productId, quantity]) => ({
    productId,
    name: 'Copper Kettle',
    quantity,
    priceCents: 2990,
  }))
  return {
    id: freshId('order'),
    accountId,
    status: 'paid',
    lines,
    totalCents: lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0),
    address: { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
    paymentReference: 'simulated',
    placedAt: Date.now(),
    ...fields,
  }
}

/** Claims a key and places, as the use case does. Rejects as `place` does. */
export async function order(
  store: OrderStore,
  accountId: string,
  units: Readonly<Record<string, number>>,
): Promise<Order> {
  const key = freshKey()
  const id = claimedId(await store.claim(accountId, key, claimRequest()))
  return store.place(draft(accountId, units, { id }), { key })
}

export function claimedId(claim: Claim): string {
  if (claim.kind !== 'claimed') throw new Error(`Expected a claimed key, but it is ${claim.kind}`)
  return claim.orderId
}
