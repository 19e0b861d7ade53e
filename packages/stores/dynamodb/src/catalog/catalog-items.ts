import type { CatalogEntry, Product, ProductId } from '@unsticky/catalog'

/** Everything that changes rarely lies under one partition key, so that one query lists it in order. */
const catalog = 'CATALOG'

export const versionKey = { pk: catalog, sk: 'VERSION' }

export const productKey = (id: ProductId) => ({ pk: catalog, sk: `PRODUCT#${id}` })

/** Stock has a partition of its own per product: it is written by every order, and a partition takes 1,000 writes/s. */
export const stockKey = (id: ProductId) => ({ pk: `STOCK#${id}`, sk: 'STOCK' })

export const allProducts = {
  KeyConditionExpression: 'pk = :catalog AND begins_with(sk, :product)',
  ExpressionAttributeValues: { ':catalog': catalog, ':product': 'PRODUCT#' },
}

export const toItems = ({ product, stock }: CatalogEntry) => [
  { ...stockKey(product.id), productId: product.id, stock },
  { ...productKey(product.id), ...product },
]

export function toProduct({ pk, sk, ...product }: Record<string, unknown>): Product {
  return product as unknown as Product
}
