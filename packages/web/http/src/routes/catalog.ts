import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { listCategories, productPicture, searchProducts } from '@unsticky/catalog'
import { Type } from 'typebox'
import { NotFoundError } from '../errors.ts'
import * as schema from '../schemas/catalog.ts'
import { problems, Svg } from '../schemas/common.ts'

const tags = ['catalogue']

/** The catalogue: belongs to nobody, needs no session, and is served from memory by version. */
export const catalogRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { shop } = app

  app.get(
    '/api/products',
    {
      schema: {
        tags,
        querystring: schema.ProductQuerySchema,
        response: { 200: schema.ProductPageSchema, 304: Type.Null(), ...problems },
      },
    },
    async ({ query: { q, ...query }, headers }, reply) => {
      const { version, products } = await shop.catalogue()
      const etag = `W/"${version}"`
      reply.header('ETag', etag).header('Cache-Control', 'no-cache')
      if (headers['if-none-match'] === etag) return reply.code(304).send(null)
      const found = searchProducts(products, { ...query, text: q })
      return { ...found, products: [...found.products] }
    },
  )

  app.get(
    '/api/categories',
    { schema: { tags, response: { 200: schema.CategoriesSchema, ...problems } } },
    async () => ({ categories: [...listCategories((await shop.catalogue()).products)] }),
  )

  app.get(
    '/api/products/:productId',
    {
      schema: {
        tags,
        params: schema.ProductParams,
        response: { 200: schema.ProductDetailSchema, ...problems },
      },
    },
    async ({ params: { productId } }, reply) => {
      reply.header('Cache-Control', 'no-cache')
      const product = (await shop.catalogue()).get(productId)
      if (!product) throw new NotFoundError('product')
      return { ...product, unitsLeft: await shop.unitsLeft(productId) }
    },
  )

  app.get(
    '/api/products/:productId/picture.svg',
    { schema: { tags, params: schema.ProductParams, response: { 200: Svg, ...problems } } },
    async ({ params: { productId } }, reply) => {
      const product = (await shop.catalogue()).get(productId)
      if (!product) throw new NotFoundError('product')
      return reply
        .type('image/svg+xml')
        .header('Cache-Control', 'public, max-age=31536000, immutable')
        .send(productPicture(product))
    },
  )
}
