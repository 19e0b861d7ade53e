import type { FastifyInstance } from 'fastify'
import { assetsPlugin } from './assets.plugin.ts'
import { handlePageErrors, sendNotFound } from './error-pages.ts'
import { type PageHeaderOptions, setPageHeaders } from './headers.ts'
import type { ReadPages } from './page-reads.ts'
import { aboutStatePages } from './pages/about-state.ts'
import { accountPages } from './pages/account.ts'
import { cartPages } from './pages/cart.ts'
import { cataloguePages } from './pages/catalogue.ts'
import { orderPages } from './pages/orders.ts'

export interface StorefrontOptions extends PageHeaderOptions {
  readonly read: ReadPages
}

/** The shop in a browser, over what `read` lets it know of the shop it is registered in; every step serves the same. */
export async function storefront(app: FastifyInstance, options: StorefrontOptions): Promise<void> {
  await app.register(assetsPlugin)
  await app.register(pages, options)
}

async function pages(app: FastifyInstance, options: StorefrontOptions) {
  app.decorateRequest('pageReads')
  app.addHook('onRequest', async (request) => {
    request.pageReads = options.read(request)
  })
  setPageHeaders(app, options)
  handlePageErrors(app, options.read)
  for (const page of [cataloguePages, cartPages, orderPages, accountPages, aboutStatePages]) {
    await app.register(page)
  }
  takeEarlyForms(app)
  app.get('/*', async (request, reply) => {
    // The API says itself, in its own words, that it does not know an address.
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    return sendNotFound(request, reply)
  })
}

/**
 * Forms are sent by scripts. One that is sent before its script has come does nothing, and the page comes again. They
 * all say POST, because a form that says nothing would put a password into the address.
 */
function takeEarlyForms(app: FastifyInstance) {
  for (const path of ['/', '/products/:id', '/cart', '/checkout', '/profile', '/login', '/sign-up']) {
    app.post(path, async (request, reply) => reply.redirect(request.url, 303))
  }
}
