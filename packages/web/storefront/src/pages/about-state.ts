import type { FastifyInstance } from 'fastify'
import { sendPage } from '../send-page.ts'
import { aboutStatePage } from '../views/about-state.ts'

/** `/about-state`: the badge in long. */
export async function aboutStatePages(app: FastifyInstance): Promise<void> {
  app.get('/about-state', async (request, reply) =>
    sendPage(request, reply, aboutStatePage(request.pageReads.about)),
  )
}
