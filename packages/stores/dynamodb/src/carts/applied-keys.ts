import { createHash } from 'node:crypto'
import { type CartChange, cartKeySeconds, changeFingerprint, keptCartKeys } from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError } from '@unsticky/kernel'
import type { Item } from './cart-items.ts'

interface KeyedChange {
  readonly key: IdempotencyKey
  readonly change: CartChange
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * The keys of the last changes, as they lie in the cart's own item: one text per key, the newest first, with hashed key,
 * fingerprint of the change and time. Hashes are cut to 16 bytes, because the item is paid for by its size.
 */
export const keysOf = (item: Item | undefined): readonly string[] =>
  (item?.keys as string[] | undefined) ?? []

/** Whether this change was made before under this key. Throws when another one was. */
export function isRepeat(keys: readonly string[], { key, change, now }: KeyedChange): boolean {
  const hashed = shortHash(key)
  const found = keys.map(parse).find((each) => each.hashed === hashed && isFresh(each, now))
  if (!found) return false
  if (found.fingerprint !== shortHash(changeFingerprint(change))) throw new IdempotencyKeyReusedError()
  return true
}

/** The keys with one more, without those that are too old or too many. */
export function addKey(keys: readonly string[], { key, change, now }: KeyedChange): readonly string[] {
  const hashed = shortHash(key)
  const others = keys.filter((text) => parse(text).hashed !== hashed && isFresh(parse(text), now))
  const added = [hashed, shortHash(changeFingerprint(change)), now].join(' ')
  return [added, ...others].slice(0, keptCartKeys)
}

function parse(text: string) {
  const [hashed, fingerprint, at] = text.split(' ')
  return { hashed, fingerprint, at: Number(at) }
}

const isFresh = ({ at }: { at: number }, now: number) => now - at < cartKeySeconds * 1000

const shortHash = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
