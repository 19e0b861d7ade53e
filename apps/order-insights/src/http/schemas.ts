import { type Static, Type } from 'typebox'

const TogetherParams = Type.Object({ productId: Type.String({ pattern: '^[A-Za-z0-9_-]{1,100}$' }) })
const TogetherLimit = Type.Object({ limit: Type.Integer({ default: 5, minimum: 1, maximum: 20 }) })
const After = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e15 })) })

export interface TogetherQuery {
  Params: Static<typeof TogetherParams>
  Querystring: Static<typeof TogetherLimit>
}

export interface NoticesQuery {
  Querystring: Static<typeof After>
}

export const togetherSchema = { params: TogetherParams, querystring: TogetherLimit }
export const noticesSchema = { querystring: After }
