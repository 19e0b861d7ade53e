import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchema } from 'fastify'
import fp from 'fastify-plugin'
import { UnexpectedBodyError } from '../errors.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { KeyHeader, Strict } from '../schemas/common.ts'

/**
 * Strict validation. Fastify's own default drops unknown fields and turns "2" into 2; a shop that guesses what a client
 * meant hides bugs and lets fields through that nobody thought of. Query strings and params are text, so they are
 * converted, and nothing else. A route of the API that names no query or no body takes none.
 */
export const validationPlugin = fp(
  async (app) => {
    const strict = createAjv({ coerceTypes: false })
    const converting = createAjv({ coerceTypes: true })
    app.setValidatorCompiler(({ schema, httpPart }) =>
      (httpPart === 'body' ? strict : converting).compile(schema as object),
    )
    // A form of another site can send text/plain without asking; JSON it cannot.
    app.removeContentTypeParser('text/plain')
    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/api/')) route.schema = { querystring: noQuery, ...route.schema }
    })
    app.addHook('preValidation', async (request) => {
      // Before the schema, whose words for it would say less.
      if ((request.routeOptions.schema as FastifySchema | undefined)?.headers === KeyHeader)
        idempotencyKeyOf(request)
    })
    app.addHook('preValidation', ({ routeOptions, body }, _reply, done) => {
      if (body === undefined || body === null) return done()
      const { body: expected } = (routeOptions.schema ?? {}) as FastifySchema
      const takesBody = expected !== undefined || routeOptions.config.takesRawBody
      done(takesBody ? undefined : new UnexpectedBodyError())
    })
  },
  { name: 'validation' },
)

const noQuery = Strict({})

function createAjv({ coerceTypes }: { coerceTypes: boolean }) {
  const ajv = new Ajv({
    coerceTypes,
    removeAdditional: false,
    useDefaults: false,
    // One error is enough to refuse; collecting all of them is work that an attacker chooses.
    allErrors: false,
    strict: false,
  })
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  return ajv
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is not JSON: the route looks at it itself. */
    takesRawBody?: boolean
  }
}
