/** `GET /api/state`: where each piece of state lives. Here the answer is always the same. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { operations } from '@unsticky/http/schemas'

export interface About {
  readonly version: string
  readonly instanceId: string
}

const pieces =
  'session,cart,cart updates,login,profile,picture and receipts,catalogue and stock,orders,login attempts,reminder lease,cookie keys'

export const state = pieces.split(',').map((piece) => ({
  state: piece,
  kind: 'in-process' as const,
  livesIn: piece === 'picture and receipts' ? 'disk of this server' : 'memory of this process',
}))

export const stateRoutes: FastifyPluginAsyncTypebox<About> = async (app, about) => {
  app.get('/api/state', { schema: operations.readState }, async () => ({ ...about, state }))
}
