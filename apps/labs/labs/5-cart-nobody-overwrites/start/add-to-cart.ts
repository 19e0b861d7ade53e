/** Puts something into a cart. It reads the line, adds, and writes the sum. This file is yours. */
import { type Addition, lineOf, maxLines, maxUnits, type Outcome, unitsIn } from '@unsticky/lab-kit/carts'
import type { Valkey } from '@unsticky/valkey'

export async function addToCart(valkey: Valkey, addition: Addition): Promise<Outcome> {
  const { cart, productId, quantity, now } = addition
  const lines = await valkey.ask((redis) => redis.hgetall(cart))
  const count = Object.keys(lines).filter((field) => field.startsWith('line:')).length
  const field = `line:${productId}`
  const units = unitsIn(lines[field]) + quantity
  if (!lines[field] && count >= maxLines) return { kind: 'full', cart: lines }
  if (units > maxUnits) return { kind: 'limit', cart: lines }
  const revision = Number(lines.revision ?? 0) + 1
  const position = lines[field]?.split(':')[3] ?? revision
  await valkey.ask((redis) =>
    redis.hset(cart, {
      [field]: lineOf(addition, units, Number(position)),
      revision,
      position: revision,
      updatedAt: now,
    }),
  )
  return { kind: 'changed', cart: await valkey.ask((redis) => redis.hgetall(cart)) }
}
