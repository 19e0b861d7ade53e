import { type TProperties, Type } from 'typebox'

/** An object that takes no other fields: what nobody thought of is refused, not ignored. */
export const Strict = <T extends TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    instance: Type.Optional(Type.String({ description: 'This one answer, for the log: urn:uuid:…' })),
    errors: Type.Optional(
      Type.Array(Type.Object({ in: Type.String(), field: Type.String(), message: Type.String() })),
    ),
  },
  { additionalProperties: true, description: 'RFC 9457 problem details' },
)

/** The problems that any route may answer with, for the schema of its responses. */
const problem = {
  description: 'RFC 9457 problem details',
  content: { 'application/problem+json': { schema: ProblemSchema } },
}
export const problems = { '4xx': problem, '5xx': problem }

/** For the documentation: Fastify sends what is not JSON as it is. */
const raw = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
})
export const Bytes = raw('The file', 'application/octet-stream')
export const Svg = raw('The picture', 'image/svg+xml')
export const EventStream = raw('Server-sent events', 'text/event-stream')
export const NoContent = Type.Null({ description: 'Done' })
export const Redirect = Type.Null({ description: 'The file is at Location, for a short time' })

export const ProductIdSchema = Type.String({ pattern: '^[a-z0-9-]{1,64}$' })
export const Cents = Type.Integer({ description: 'Whole cents (euro)' })
export const Time = Type.Integer({ description: 'Milliseconds since 1970' })

/** One line of text: no control characters, so nothing splits a log line or a header. */
export const Text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$' })

export const AddressSchema = Strict({
  name: Text(100),
  street: Text(200),
  postalCode: Text(20),
  city: Text(100),
  country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
})

const key = Type.String({ pattern: '^[!-~]{1,255}$', description: '1 to 255 visible ASCII characters' })

/** A route with these headers is refused without a key, by the validation plugin. */
export const KeyHeader = Type.Object({ 'idempotency-key': key }, { additionalProperties: true })

/** A route that is the same when it is sent twice: a key lets the balancer repeat it. */
export const OptionalKeyHeader = Type.Object(
  { 'idempotency-key': Type.Optional(key) },
  { additionalProperties: true },
)
