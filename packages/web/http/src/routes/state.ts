import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { problems } from '../schemas/common.ts'

const StateSchema = Type.Object({
  version: Type.String(),
  instanceId: Type.String(),
  state: Type.Array(
    Type.Object({ state: Type.String(), kind: Type.Enum(['in-process', 'shared']), livesIn: Type.String() }),
  ),
})

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
