import type { FastifyPluginAsync } from 'fastify'
import { type InstanceAction, instanceActions, maxInstances } from '../column/instance-actions.ts'
import type { Room } from '../room.ts'
import { crowdLimits } from '../shoppers/crowd.ts'
import type { CrowdSettings } from '../snapshot.ts'

const word = { type: 'string', pattern: '^[a-z0-9-]{1,40}$' }
const integer = ({ from, to }: { from: number; to: number }) => ({
  type: 'integer',
  minimum: from,
  maximum: to,
})
const object = (properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

const profile = object({
  routing: { enum: ['round-robin', 'sticky'] },
  failureHandling: { enum: ['resilient', 'alb-like'] },
})
/** What is not named stays as it is: two controls may be moved in the same moment. */
const crowd = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    isOn: { type: 'boolean' },
    count: integer(crowdLimits.count),
    perSecond: integer(crowdLimits.perSecond),
    devices: { enum: [1, 2] },
  },
}
const fault = {
  oneOf: [
    object({ mode: { enum: ['pass', 'stop', 'freeze'] } }),
    object({ mode: { const: 'slow' }, delayMs: integer({ from: 1, to: 5000 }) }),
  ],
}
const inColumn = object({ column: word })

/** Everything that a button of the page does. Each answers 204 when it is done. */
export const actionRoutes: FastifyPluginAsync<{ room: Room }> = async (app, { room }) => {
  post<{ Params: { column: string; instance: string; action: InstanceAction } }>(
    '/api/columns/:column/instances/:instance/:action',
    { params: object({ column: word, instance: word, action: { enum: instanceActions } }) },
    ({ params }) => room.column(params.column).act(params.action, params.instance),
  )
  post<InColumn>('/api/columns/:column/add', { params: inColumn }, ({ params }) =>
    room.column(params.column).addInstance(),
  )
  post<InColumn>('/api/columns/:column/remove', { params: inColumn }, ({ params }) =>
    room.column(params.column).removeInstance(),
  )
  post<InColumn>('/api/columns/:column/rolling-restart', { params: inColumn }, ({ params }) =>
    room.column(params.column).rollingRestart(),
  )
  post<InColumn>('/api/columns/:column/sign-in', { params: inColumn }, ({ params }) =>
    room.column(params.column).signIn(),
  )
  post<InColumn>('/api/columns/:column/log-in', { params: inColumn }, ({ params }) =>
    room.column(params.column).logInAgain(),
  )
  post<InColumn & { Body: { count: number } }>(
    '/api/columns/:column/scale',
    { params: inColumn, body: object({ count: integer({ from: 1, to: maxInstances }) }) },
    ({ params, body }) => room.column(params.column).scaleTo(body.count),
  )
  post<InColumn & { Body: Parameters<ReturnType<Room['column']>['switchBalancer']>[0] }>(
    '/api/columns/:column/balancer',
    { params: inColumn, body: profile },
    ({ params, body }) => room.column(params.column).switchBalancer(body),
  )
  post<InColumn & { Body: { step: string } }>(
    '/api/columns/:column/step',
    { params: inColumn, body: object({ step: word }) },
    ({ params, body }) => room.column(params.column).switchStep(body.step),
  )
  post<{ Body: Partial<CrowdSettings> }>('/api/shoppers', { body: crowd }, async ({ body }) =>
    room.setCrowd(body),
  )
  post<{ Params: { service: string }; Body: Parameters<Room['setService']>[1] }>(
    '/api/services/:service/fault',
    { params: object({ service: word }), body: fault },
    ({ params, body }) => room.setService(params.service, body),
  )
  post<{ Params: { service: string } }>(
    '/api/services/:service/restart-empty',
    { params: object({ service: word }) },
    ({ params }) => room.restartServiceEmpty(params.service),
  )
  post('/api/reset', {}, () => room.reset())

  interface InColumn {
    Params: { column: string }
  }

  interface Parts {
    Params?: unknown
    Body?: unknown
  }

  function post<Route extends Parts>(
    url: string,
    schema: { params?: object; body?: object },
    work: (request: { params: Route['Params']; body: Route['Body'] }) => Promise<unknown>,
  ) {
    app.post(url, { schema }, async (request, reply) => {
      await work(request as { params: Route['Params']; body: Route['Body'] })
      return reply.code(204).send()
    })
  }
}
