import {
  type Cart,
  type CartChange,
  CartFullError,
  type CartStore,
  hashChange,
  hashKey,
  QuantityLimitError,
} from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError, type Now, type ShopperId } from '@unsticky/kernel'
import { type AddToCart, type CartHash, maxLines, maxUnits, type Outcome } from '@unsticky/lab-kit/carts'
import { createValkeyCartStore, type Valkey } from '@unsticky/valkey'

interface LabCartsOptions {
  readonly valkey: Valkey
  readonly now: Now
  readonly addToCart: AddToCart
}

/** The carts of the shop, whose additions are the attendee's. All other changes are made as ever, on the same hashes. */
export function createLabCarts({ valkey, now, addToCart }: LabCartsOptions): CartStore {
  const carts = createValkeyCartStore({ redis: valkey, now })
  return { ...carts, livesIn: { kind: 'shared', name: 'Valkey (carts, yours)' }, change }

  async function change(shopperId: ShopperId, asked: CartChange, options: { key: IdempotencyKey }) {
    if (asked.kind !== 'add') return carts.change(shopperId, asked, options)
    const { kind, cart: hash } = await add(shopperId, asked, options)
    if (kind === 'reused') throw new IdempotencyKeyReusedError()
    if (kind === 'full') throw new CartFullError(maxLines)
    if (kind === 'limit') throw new QuantityLimitError(asked.productId, maxUnits)
    const cart = readCart(shopperId, hash)
    // For the reminder, as the store itself leaves it.
    await valkey.ask((redis) => redis.zadd('carts:idle', 'NX', cart.updatedAt, shopperId))
    return { cart, replayed: kind === 'replayed' }
  }

  function add(
    shopperId: ShopperId,
    asked: CartChange & { kind: 'add' },
    { key }: { key: IdempotencyKey },
  ): Promise<Outcome> {
    const { productId, quantity, priceCents } = asked
    return addToCart(valkey, {
      cart: `cart:{${shopperId}}`,
      keys: `cart:{${shopperId}}:keys`,
      hashedKey: hashKey(key),
      ...{ productId, quantity, priceCents },
      fingerprint: hashChange(asked),
      now: now(),
    })
  }
}

function readCart(shopperId: ShopperId, hash: CartHash): Cart {
  const found = Object.entries(hash).filter(([field]) => field.startsWith('line:'))
  const lines = found.map(([field, line]) => {
    const [quantity = 0, seenPriceCents = 0, addedAt = 0, position = 0] = line.split(':').map(Number)
    return { line: { productId: field.slice(5), quantity, seenPriceCents, addedAt }, position }
  })
  const orders = Object.entries(hash)
    .filter(([field]) => field.startsWith('order:'))
    .map(([field, since]) => ({ orderId: field.slice(6), since: Number(since) }))
    .sort((a, b) => a.since - b.since)
  return {
    shopperId,
    lines: lines.sort((a, b) => a.position - b.position).map(({ line }) => line),
    revision: Number(hash.revision ?? 0),
    updatedAt: Number(hash.updatedAt ?? 0),
    ...(orders.length > 0 && { pendingOrders: orders }),
  }
}
