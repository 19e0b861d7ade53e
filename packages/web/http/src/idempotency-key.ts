import type { IdempotencyKey } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import { KeyRequiredError } from './errors.ts'

/** The key of a write. Throws `KeyRequiredError` when there is none or it is not a key. */
export function idempotencyKeyOf({ headers }: FastifyRequest): IdempotencyKey {
  const key = headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw new KeyRequiredError()
  return key
}
