import type { CartStore } from '@unsticky/cart'
import { describe } from 'vitest'
import type { Harness } from '../../harness.ts'
import { createSuite } from '../../suite.ts'
import { basicPromises } from './basic.ts'
import { concurrencyPromises } from './concurrency.ts'
import { idempotencyPromises } from './idempotency.ts'
import { mergePromises } from './merge.ts'
import { modelPromises } from './model.ts'
import { orderPromises } from './orders.ts'
import { parallelPromises } from './parallel.ts'
import { reminderPromises } from './reminders.ts'
import { sharingPromises } from './sharing.ts'

export type CartStoreHarness = Harness<CartStore>
export type CartSuite = ReturnType<
  typeof createSuite<CartStore, Awaited<ReturnType<CartStoreHarness['open']>>>
>

/** Everything that `cart-store.port.ts` promises. */
export function describeCartStore(name: string, harness: CartStoreHarness): void {
  describe(`CartStore contract: ${name}`, { timeout: 30_000 }, () => {
    const suite = createSuite(harness)
    describe('basic', () => basicPromises(suite))
    describe('idempotency', () => idempotencyPromises(suite))
    describe('concurrency', () => concurrencyPromises(suite))
    describe('merging a guest', () => mergePromises(suite))
    describe('orders', () => orderPromises(suite))
    describe('reminders', () => reminderPromises(suite))
    describe('model', () => modelPromises(suite))
    describe('parallel', () => parallelPromises(suite))
    describe('sharing', () => sharingPromises(suite))
  })
}
