import type { FastifyInstance } from 'fastify'
import { sendPage } from '../send-page.ts'
import { aboutStatePage } from '../views/about-state.ts'

/** `/about-state`: the badge in long. */
export async function aboutStatePages(app: FastifyInstance): Promise<void> {
  app.get('/about-state', async (request, reply) => {
    const { badge, inventory } = request.pageReads
    return sendPage(request, reply, aboutStatePage(badge, inventory))
  })
}
