import { type AppliedKey, type CartRecord, cartKeySeconds, keptCartKeys } from '@unsticky/cart'
import { type Archive, type Now, type ShopperId, systemNow } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { readScript } from '../connection/define-script.ts'
import { scanKeys } from '../connection/scan-keys.ts'
import { appliedKeysKey, cartKey, ownerOf } from './cart-keys.ts'
import { cartSeconds } from './cart-lifetime.ts'
import { readCart, writeFields } from './cart-record.ts'
import { createIdleIndex } from './idle-index.ts'

interface ValkeyCartArchiveOptions {
  readonly redis: Valkey
  readonly now?: Now
}

const importCart = readScript(import.meta.url, 'import-cart', { numberOfKeys: 2 })

/**
 * The carts of `createValkeyCartStore` for copying in and out, with the keys of their last changes. The higher revision
 * is the newer cart, decided in the script that writes. `all` looks for keys by SCAN: not for every request.
 */
export function createValkeyCartArchive({
  redis: valkey,
  now = systemNow,
}: ValkeyCartArchiveOptions): Archive<CartRecord> {
  const index = createIdleIndex(valkey, { find })
  return { all, read, write }

  async function* all() {
    const shoppers = new Set<ShopperId>()
    for await (const key of scanKeys(valkey, 'cart:{*}*')) {
      const shopperId = ownerOf(key)
      if (shopperId) shoppers.add(shopperId)
    }
    for (const shopperId of shoppers) {
      const record = await read(shopperId)
      if (record) yield record
    }
  }

  async function read(shopperId: ShopperId): Promise<CartRecord | undefined> {
    const { cart, record } = await find(shopperId)
    if (cart.revision === 0) return undefined
    const keys = await valkey.ask((redis) => redis.lrange(appliedKeysKey(shopperId), 0, -1))
    return { cart, appliedKeys: readKeys(keys), remindedRevision: Number(record.reminded ?? 0) }
  }

  async function find(shopperId: ShopperId) {
    const record = await valkey.ask((redis) => redis.hgetall(cartKey(shopperId)))
    return { cart: readCart(shopperId, record), record }
  }

  async function write({ cart, appliedKeys, remindedRevision }: CartRecord) {
    const { shopperId, revision, updatedAt } = cart
    const fresh = appliedKeys.filter(({ appliedAt }) => appliedAt + cartKeySeconds * 1000 > now())
    const fields = writeFields(cart)
    const args = [
      ...[revision, updatedAt, remindedRevision, cartSeconds(shopperId), fields.length],
      ...fields.flat(),
      ...[keptCartKeys, cartKeySeconds],
      ...fresh.flatMap(({ key, fingerprint, appliedAt }) => [key, `${appliedAt} ${fingerprint}`]),
    ]
    const keys = [cartKey(shopperId), appliedKeysKey(shopperId)]
    await valkey.ask((redis) => redis.eval(importCart.lua, keys.length, ...keys, ...args))
    if (cart.lines.length > 0) await index.add(cart)
  }
}

/** A list of hashed keys, each followed by 'time fingerprint'. */
function readKeys(list: readonly string[]): readonly AppliedKey[] {
  return list.flatMap((key, index) => {
    if (index % 2 === 1) return []
    const [, appliedAt, fingerprint] = /^(\d+) (.*)$/.exec(list[index + 1] ?? '') ?? []
    return appliedAt && fingerprint ? [{ key, fingerprint, appliedAt: Number(appliedAt) }] : []
  })
}
