import { hash } from 'node:crypto'
import type { IdempotencyKey } from '@unsticky/kernel'
import type { Cart } from './cart.ts'
import type { CartChange } from './cart-change.ts'
import { changeFingerprint } from './change-fingerprint.ts'

/**
 * A change that was made, so that its repeat is recognised. Both are SHA-256 in hex: a store may keep the key itself or
 * its hash, and only the hash is known to all of them.
 */
export interface AppliedKey {
  readonly key: string
  readonly fingerprint: string
  /** Milliseconds since 1970. */
  readonly appliedAt: number
}

/** A cart with what a copy of it needs: without the keys, a repeat would count twice in the copy. */
export interface CartRecord {
  readonly cart: Cart
  readonly appliedKeys: readonly AppliedKey[]
  /** The revision that the shopper was last reminded of; 0: none. */
  readonly remindedRevision: number
}

export const hashKey = (key: IdempotencyKey): string => sha256(key)
/** Hashed, so that a record stays small however many lines a merge has. */
export const hashChange = (change: CartChange): string => sha256(changeFingerprint(change))

// In one call: half the time of createHash, of which every change needs two.
const sha256 = (text: string) => hash('sha256', text)
