import { listCategories, searchProducts } from '@unsticky/catalog'
import type { FastifyInstance } from 'fastify'
import { sendNotFound } from '../error-pages.ts'
import { sendPage } from '../send-page.ts'
import { cataloguePage } from '../views/catalogue.ts'
import { parseCatalogueQuery } from '../views/catalogue-url.ts'
import { productPage } from '../views/product.ts'

/** `/` and `/products/:id`. */
export async function cataloguePages(app: FastifyInstance): Promise<void> {
  app.get<{ Querystring: Record<string, unknown> }>('/', async (request, reply) => {
    const { products } = await request.pageReads.catalogue()
    const query = parseCatalogueQuery(request.query)
    const { q: text, category, sort, page } = query
    const found = searchProducts(products, { text, category, sort, page })
    return sendPage(request, reply, cataloguePage({ query, categories: listCategories(products), found }))
  })

  app.get<{ Params: { id: string } }>('/products/:id', async (request, reply) => {
    const { pageReads, params } = request
    const product = (await pageReads.catalogue()).get(params.id)
    if (!product) return sendNotFound(request, reply)
    // A stock that cannot be read right now is shown as unknown; the order checks it anyway.
    const stock = await pageReads.stock(product.id).catch(() => undefined)
    return sendPage(request, reply, productPage({ product, stock }))
  })
}
