import { expect, it } from 'vitest'
import type { CartChange } from './cart-change.ts'
import { changeFingerprint } from './change-fingerprint.ts'

const add = { kind: 'add', productId: 'kettle', quantity: 1, priceCents: 2990 } as const
const line = { productId: 'tea', quantity: 2, seenPriceCents: 790, addedAt: 1 }

it('is the same for a repeat, also when the price has changed', () => {
  expect(changeFingerprint({ ...add, priceCents: 1 })).toBe(changeFingerprint(add))
})

it('is another one for anything else that was asked for', () => {
  const changes: CartChange[] = [
    add,
    { ...add, quantity: 2 },
    { ...add, productId: 'tea' },
    { kind: 'set', productId: 'kettle', quantity: 1 },
    { kind: 'take', lines: [add] },
    { kind: 'take', lines: [add, line] },
    { kind: 'merge', lines: [line] },
    { kind: 'merge', lines: [] },
  ]

  expect(new Set(changes.map(changeFingerprint)).size).toBe(changes.length)
})
