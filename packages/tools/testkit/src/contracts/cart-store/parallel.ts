import {
  applyChange,
  type Cart,
  type CartChange,
  type CartStore,
  cartLimits,
  emptyCart,
} from '@unsticky/cart'
import fc from 'fast-check'
import { expect } from 'vitest'
import { freshKey } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { anyCartChange } from './model.ts'
import { freshShopper } from './steps.ts'

/** What one change came to: the revision that it made, or why it was refused. */
type Outcome = number | string

interface Seen {
  readonly outcomes: readonly Outcome[]
  readonly cart: Cart
}

/**
 * Changes at the same moment have an order that explains everything: the answer of each, and the cart at the end
 * (linearizability). Whoever loses one of two changes, or decides by a cart that has changed since, has none.
 */
export function parallelPromises({ promises, needs }: CartSuite) {
  const plan = fc.record({
    before: fc.array(anyCartChange, { maxLength: 4 }),
    together: fc.array(anyCartChange, { minLength: 2, maxLength: 4 }),
  })

  promises('makes changes of one moment as if one came after the other', async ({ store }) => {
    await fc.assert(
      fc.asyncProperty(plan, (changes) => hasAnOrder([store], changes)),
      { numRuns: 20 },
    )
  })

  needs('sharing', 'does so for the changes of two instances', async ({ store, reopen }) => {
    const second = await reopen()
    await fc.assert(
      fc.asyncProperty(plan, (changes) => hasAnOrder([store, second], changes)),
      { numRuns: 20 },
    )
  })
}

async function hasAnOrder(
  instances: readonly CartStore[],
  { before, together }: { before: readonly CartChange[]; together: readonly CartChange[] },
) {
  const shopper = freshShopper()
  const at = (index: number) => instances[index % instances.length] as CartStore
  const send = async (store: CartStore, change: CartChange) => {
    const made = store.change(shopper, change, { key: freshKey() })
    return made.then(({ cart }) => cart.revision, codeOf)
  }
  for (const [index, change] of before.entries()) await send(at(index), change)
  const begun = await at(0).load(shopper)

  const outcomes = await Promise.all(together.map((change, index) => send(at(index), change)))

  const seen = { outcomes, cart: await at(1).load(shopper) }
  const orders = permutations(together.map((_, index) => index))
  const isExplained = orders.some((order) => isSame(inOrder(begun, together, order), seen))
  expect(isExplained, `no order of ${JSON.stringify(together)} gives ${JSON.stringify(seen)}`).toBe(true)
}

function inOrder(begun: Cart, changes: readonly CartChange[], order: readonly number[]): Seen {
  const outcomes: Outcome[] = []
  let cart = begun.revision === 0 ? emptyCart(begun.shopperId) : begun
  for (const index of order) {
    try {
      cart = applyChange(cart, changes[index] as CartChange, { now: 0, limits: cartLimits })
      outcomes[index] = cart.revision
    } catch (error) {
      outcomes[index] = codeOf(error)
    }
  }
  return { outcomes, cart }
}

/** But for the times, which only the store knows. */
const isSame = (one: Seen, other: Seen) => JSON.stringify(timeless(one)) === JSON.stringify(timeless(other))

const timeless = ({ outcomes, cart: { lines, revision, pendingOrders = [] } }: Seen) => ({
  outcomes,
  revision,
  lines: lines.map(({ productId, quantity, seenPriceCents }) => [productId, quantity, seenPriceCents]),
  // Two that were begun in the same millisecond have no order.
  pending: pendingOrders.map(({ orderId }) => orderId).toSorted(),
})

function codeOf(error: unknown): string {
  const { code } = error as { code?: string }
  if (code === undefined || code === 'SHOP_UNAVAILABLE') throw error
  return code
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items]
  return items.flatMap((item) =>
    permutations(items.filter((each) => each !== item)).map((rest) => [item, ...rest]),
  )
}
