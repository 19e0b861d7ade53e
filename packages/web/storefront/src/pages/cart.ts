import type { FastifyInstance } from 'fastify'
import { askToSignIn, sendPage } from '../send-page.ts'
import { cartPage } from '../views/cart.ts'
import { checkoutPage } from '../views/checkout.ts'

/** `/cart` and `/checkout`. */
export async function cartPages(app: FastifyInstance): Promise<void> {
  app.get('/cart', async (request, reply) =>
    sendPage(request, reply, cartPage(await request.pageReads.cart())),
  )

  app.get('/checkout', async (request, reply) => {
    if (askToSignIn(request, reply)) return reply
    const [cart, profile] = await Promise.all([request.pageReads.cart(), request.pageReads.profile()])
    const isBuyable = cart.lines.length > 0 && cart.lines.every((line) => line.isForSale)
    if (!isBuyable) return reply.redirect('/cart')
    return sendPage(request, reply, checkoutPage({ cart, address: profile?.address }))
  })
}
