import { applyChange, type CartChange, type CartStore, cartLimits, emptyCart } from '@unsticky/cart'
import fc from 'fast-check'
import { expect } from 'vitest'
import { freshKey } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { freshShopper } from './steps.ts'

const { maxQuantity } = cartLimits
const productId = fc.constantFrom('apron', 'kettle', 'tea', 'bowl', 'yoyo')
const priceCents = fc.integer({ min: 1, max: 100_000 })
const upTo = (max: number) => fc.integer({ min: 1, max })
const linesOf = <T extends { productId: string }>(line: fc.Arbitrary<T>) =>
  fc.uniqueArray(line, { minLength: 1, maxLength: 4, selector: (each) => each.productId })

const anyChange: fc.Arbitrary<CartChange> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), productId, quantity: upTo(12), priceCents }),
  fc.record({
    kind: fc.constant('set' as const),
    productId,
    quantity: fc.integer({ min: 0, max: maxQuantity + 2 }),
  }),
  fc.record({
    kind: fc.constant('take' as const),
    lines: linesOf(fc.record({ productId, quantity: upTo(12) })),
  }),
  fc.record({
    kind: fc.constant('merge' as const),
    lines: linesOf(
      fc.record({
        productId,
        quantity: upTo(maxQuantity),
        seenPriceCents: priceCents,
        addedAt: fc.integer({ min: 1, max: 2_000_000_000_000 }),
      }),
    ),
  }),
)

const orderId = fc.constantFrom('order_1', 'order_2')
const anyCheckout: fc.Arbitrary<CartChange> = fc.oneof(
  fc.record({ kind: fc.constant('checkOut' as const), orderId }),
  fc.record({
    kind: fc.constant('settle' as const),
    orderId,
    lines: linesOf(fc.record({ productId, quantity: upTo(12) })),
  }),
)

/** Any change, of a shopper or of a checkout. */
export const anyCartChange: fc.Arbitrary<CartChange> = fc.oneof(
  { weight: 3, arbitrary: anyChange },
  anyCheckout,
)

export function modelPromises({ promises }: CartSuite) {
  promises('ends where the pure rules end, after any sequence of changes', async ({ store }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCartChange, { minLength: 1, maxLength: 12 }), async (changes) => {
        await followsTheRules(store, changes)
      }),
      { numRuns: 40 },
    )
  })
}

/** Makes the changes in the store and in the model, and compares the whole cart, order of the lines included. */
async function followsTheRules(store: CartStore, changes: readonly CartChange[]) {
  const shopper = freshShopper()
  let model = emptyCart(shopper)
  for (const change of changes) {
    const answer = await attempt(() => store.change(shopper, change, { key: freshKey() }))
    // The store's clock is the one thing the model cannot know.
    const now = answer.value?.cart.updatedAt ?? 0
    const expected = await attempt(async () => applyChange(model, change, { now, limits: cartLimits }))
    expect(answer.code).toBe(expected.code)
    if (expected.value) {
      model = expected.value
      expect(answer.value).toEqual({ cart: model, replayed: false })
    }
  }
  expect(await store.load(shopper)).toEqual(model)
}

async function attempt<T>(action: () => Promise<T>): Promise<{ value?: T; code?: string }> {
  try {
    return { value: await action() }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === undefined) throw error
    return { code }
  }
}
