/** What is for sale. The products are part of the program; how many are left is counted here. */
import { createHash } from 'node:crypto'
import { demoCatalog, listCategories, productPicture, searchProducts } from '@unsticky/catalog'
import { NotFoundError } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { type OrderLine, OutOfStockError } from '@unsticky/orders'
import type { Routes } from './config.ts'

const entries = demoCatalog()
const byId = new Map(entries.map(({ product }) => [product.id, product]))
export const products = [...byId.values()]
export const findProduct = (productId: string) => byId.get(productId)
const etag = `W/"${createHash('sha256').update(JSON.stringify(products)).digest('base64url').slice(0, 16)}"`

// STATEFUL: every instance sells all the units, so three instances sell three times what is there.
export const stock = new Map(entries.map((entry) => [entry.product.id, entry.stock]))

type Units = Pick<OrderLine, 'productId' | 'quantity'>

/** All or nothing. Throws `OutOfStockError`. */
export function takeStock(lines: readonly Units[]) {
  const missing = lines.filter(({ productId, quantity }) => unitsLeft(productId) < quantity)
  if (missing.length > 0) throw new OutOfStockError(missing.map(({ productId }) => productId))
  for (const { productId, quantity } of lines) stock.set(productId, unitsLeft(productId) - quantity)
}

export function returnStock(lines: readonly Units[]) {
  for (const { productId, quantity } of lines) stock.set(productId, unitsLeft(productId) + quantity)
}

export const unitsLeft = (productId: string) => stock.get(productId) ?? 0

export const catalogRoutes: Routes = async (app) => {
  app.get('/api/products', { schema: operations.listProducts }, async ({ query, headers }, reply) => {
    reply.header('ETag', etag).header('Cache-Control', 'no-cache')
    if (headers['if-none-match'] === etag) return reply.code(304).send(null)
    const found = searchProducts(products, { ...query, text: query.q })
    return { ...found, products: [...found.products] }
  })

  app.get('/api/categories', { schema: operations.listCategories }, async () => ({
    categories: [...listCategories(products)],
  }))

  app.get('/api/products/:productId', { schema: operations.readProduct }, async ({ params }, reply) => {
    reply.header('Cache-Control', 'no-cache')
    const product = existing(params.productId)
    return { ...product, unitsLeft: unitsLeft(product.id) }
  })

  const schema = operations.drawProduct
  app.get('/api/products/:productId/picture.svg', { schema }, async ({ params }, reply) => {
    const picture = productPicture(existing(params.productId))
    return reply
      .type('image/svg+xml')
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .send(picture)
  })
}

function existing(productId: string) {
  const product = findProduct(productId)
  if (!product) throw new NotFoundError('product')
  return product
}
