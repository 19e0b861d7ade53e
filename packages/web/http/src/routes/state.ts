import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { problems } from '../schemas/common.ts'
import { StateSchema } from '../schemas/state.ts'

/** Where each piece of state of this shop lives, as the running composition says it. */
export const stateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/api/state',
    { schema: { tags: ['about'], response: { 200: StateSchema, ...problems } } },
    async () => ({
      version: app.shop.version,
      instanceId: app.shop.instanceId,
      state: [...app.shop.inventory()],
    }),
  )
}
