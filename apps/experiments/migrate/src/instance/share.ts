import type { CatalogStore } from '@unsticky/catalog'
import type { CookieKeys, LocalArchive } from '@unsticky/kernel'
import type { Order } from '@unsticky/orders'
import { addCookieKeys, createSecretsClient } from '@unsticky/secrets-manager'
import type { SharedCookieKeys } from '../migration/index.ts'

interface KeyOptions {
  readonly own: CookieKeys
  readonly shared: SharedCookieKeys
  readonly secretId: string
}

/** Puts this instance's cookie keys into the common secret, and learns what is in it. For one instance at a time. */
export async function shareCookieKeys({ own, shared, secretId }: KeyOptions) {
  const client = createSecretsClient()
  try {
    const keys = await addCookieKeys({ client, secretId, keys: own.current() })
    shared.learn(keys)
    return { keys: keys.length }
  } finally {
    client.destroy()
  }
}

interface CatalogOptions {
  readonly old: CatalogStore
  readonly next: CatalogStore
  readonly orders: LocalArchive<Order>
}

/**
 * Copies products, once, with the stock that there was before the first order: each order takes its units out again
 * when it is copied. Prices must not change until the move is over.
 */
export async function copyCatalog({ old, next, orders }: CatalogOptions) {
  if ((await next.list()).length > 0) return { products: 0 }
  const products = await old.list()
  const left = await old.stock(products.map(({ id }) => id))
  const sold = new Map<string, number>()
  for await (const { status, lines } of orders.all()) {
    if (status === 'cancelled') continue
    for (const { productId, quantity } of lines) sold.set(productId, (sold.get(productId) ?? 0) + quantity)
  }
  await next.put(
    products.map((product) => ({
      product,
      stock: (left.get(product.id) ?? 0) + (sold.get(product.id) ?? 0),
    })),
  )
  return { products: products.length }
}
