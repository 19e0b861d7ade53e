import type { AppliedKey, CartRecord } from '@unsticky/cart'
import { type Archive, idempotencyKeySeconds, type Now, type ShopperId, systemNow } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { readScript } from '../connection/define-script.ts'
import { scanKeys } from '../connection/scan-keys.ts'
import { cartKey, hashedKeyRecord, ownerOf } from './cart-keys.ts'
import { cartSeconds } from './cart-lifetime.ts'
import { readCart, writeLines } from './cart-record.ts'
import { createIdleIndex } from './idle-index.ts'

interface ValkeyCartArchiveOptions {
  readonly redis: Valkey
  readonly now?: Now
}

const importCart = readScript(import.meta.url, 'import-cart', { numberOfKeys: 0 })

/**
 * The carts of `createValkeyCartStore` for copying in and out, with the keys of their changes. The higher revision is
 * the newer cart, decided in the script that writes. `all` and `read` look for keys by SCAN: not for every request.
 */
export function createValkeyCartArchive({
  redis: valkey,
  now = systemNow,
}: ValkeyCartArchiveOptions): Archive<CartRecord> {
  const index = createIdleIndex(valkey, { find })
  return { all, read, write }

  async function* all() {
    const keys = new Map<ShopperId, string[]>()
    for await (const key of scanKeys(valkey, 'cart:{*}*')) {
      const shopperId = ownerOf(key)
      if (shopperId) keys.set(shopperId, [...(keys.get(shopperId) ?? []), key])
    }
    for (const [shopperId, own] of keys) {
      const record = await readWith(shopperId, own)
      if (record) yield record
    }
  }

  async function read(shopperId: ShopperId) {
    const keys: string[] = []
    for await (const key of scanKeys(valkey, `${cartKey(shopperId)}:key:*`)) keys.push(key)
    return readWith(shopperId, keys)
  }

  async function readWith(shopperId: ShopperId, keys: readonly string[]): Promise<CartRecord | undefined> {
    const { cart, record } = await find(shopperId)
    if (cart.revision === 0) return undefined
    const names = keys.filter((key) => key.startsWith(`${cartKey(shopperId)}:key:`))
    const values = names.length > 0 ? await valkey.ask((redis) => redis.mget(...names)) : []
    const appliedKeys = names.flatMap((name, i) => toAppliedKey(name, values[i]))
    return { cart, appliedKeys, remindedRevision: Number(record.reminded ?? 0) }
  }

  async function find(shopperId: ShopperId) {
    const record = await valkey.ask((redis) => redis.hgetall(cartKey(shopperId)))
    return { cart: readCart(shopperId, record), record }
  }

  async function write({ cart, appliedKeys, remindedRevision }: CartRecord) {
    const { shopperId, revision, updatedAt } = cart
    const fresh = appliedKeys.filter((each) => secondsLeft(each) > 0)
    const keys = [cartKey(shopperId), ...fresh.map(({ key }) => hashedKeyRecord(shopperId, key))]
    const lines = writeLines(cart.lines)
    const args = [
      ...[revision, updatedAt, remindedRevision, cartSeconds(shopperId), cart.lines.length],
      ...lines,
      ...fresh.flatMap((each) => [`${each.appliedAt} ${each.fingerprint}`, secondsLeft(each)]),
    ]
    await valkey.ask((redis) => redis.eval(importCart.lua, keys.length, ...keys, ...args))
    if (cart.lines.length > 0) await index.add(cart)
  }

  function secondsLeft({ appliedAt }: AppliedKey) {
    return Math.ceil((appliedAt - now()) / 1000) + idempotencyKeySeconds
  }
}

function toAppliedKey(name: string, value: string | null | undefined): AppliedKey[] {
  const [, appliedAt, fingerprint] = /^(\d+) (.*)$/.exec(value ?? '') ?? []
  const key = name.slice(name.lastIndexOf(':') + 1)
  return appliedAt && fingerprint ? [{ key, fingerprint, appliedAt: Number(appliedAt) }] : []
}
