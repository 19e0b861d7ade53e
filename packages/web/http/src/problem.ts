import { ShopError } from '@unsticky/kernel'
import type { FastifyError } from 'fastify'

/** RFC 9457 problem details; `code` is stable, the rest is for people. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly [extension: string]: unknown
}

/** The one table from what happened to how HTTP says it. */
const statusOf: Readonly<Record<string, number>> = {
  SHOP_INVALID_INPUT: 400,
  SHOP_UNEXPECTED_BODY: 400,
  SHOP_HTTPS_REQUIRED: 400,
  SHOP_IDEMPOTENCY_KEY_REQUIRED: 400,
  SHOP_WEAK_PASSWORD: 400,
  SHOP_NOT_SIGNED_IN: 401,
  SHOP_WRONG_CREDENTIALS: 401,
  SHOP_PAYMENT_DECLINED: 402,
  SHOP_CSRF_TOKEN: 403,
  SHOP_CROSS_SITE: 403,
  SHOP_NOT_FOUND: 404,
  SHOP_UNKNOWN_PRODUCT: 404,
  SHOP_EMAIL_TAKEN: 409,
  SHOP_PRODUCT_UNAVAILABLE: 409,
  SHOP_QUANTITY_LIMIT: 409,
  SHOP_CART_FULL: 409,
  SHOP_EMPTY_CART: 409,
  SHOP_CART_ORDERED: 409,
  SHOP_CART_NOT_BUYABLE: 409,
  SHOP_OUT_OF_STOCK: 409,
  SHOP_TOTAL_CHANGED: 409,
  SHOP_ILLEGAL_TRANSITION: 409,
  SHOP_REQUEST_IN_PROGRESS: 409,
  SHOP_NOT_A_PICTURE: 415,
  SHOP_IDEMPOTENCY_KEY_REUSED: 422,
  SHOP_TOO_MANY_ATTEMPTS: 429,
  SHOP_BUSY: 503,
  SHOP_UNAVAILABLE: 503,
}

/** Facts of an error that a client can act on. Nothing else of an error leaves the shop. */
const publicFacts = [
  'field',
  'productId',
  'productIds',
  'maxQuantity',
  'maxLines',
  'totalCents',
  'retryAfterSeconds',
  'orderId',
] as const

/** Turns any error into a problem. Unknown errors become a 500 that says nothing about the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ShopError) return problemOf(error)
  const { statusCode = 500, message = '', validation, validationContext } = error as Partial<FastifyError>
  if (statusCode >= 500)
    return problem(500, { code: 'SHOP_INTERNAL', detail: 'Something went wrong on our side' })
  const code = validation ? 'SHOP_INVALID_REQUEST' : (frameworkCodes[statusCode] ?? 'SHOP_INVALID_REQUEST')
  return problem(statusCode, {
    code,
    detail: message,
    ...(validation && { errors: validation.map((each) => fieldErrorOf(each, validationContext)) }),
  })
}

/** What the framework refuses before a route is asked, in our words. */
const frameworkCodes: Readonly<Record<number, string>> = {
  404: 'SHOP_NOT_FOUND',
  413: 'SHOP_TOO_LARGE',
  415: 'SHOP_UNSUPPORTED_MEDIA_TYPE',
}

type SchemaError = NonNullable<FastifyError['validation']>[number]

/** Which field is wrong, never what was in it. */
function fieldErrorOf({ instancePath, params, message = '' }: SchemaError, context = 'body') {
  const { additionalProperty, missingProperty } = params as Record<string, unknown>
  const name = additionalProperty ?? missingProperty
  const field = `${instancePath.slice(1)}${name ? `/${name}` : ''}`.replace(/^\//, '')
  return { in: context, field, message }
}

function problemOf(error: ShopError) {
  const facts = Object.fromEntries(
    publicFacts.filter((name) => name in error).map((name) => [name, Reflect.get(error, name)]),
  )
  return problem(statusOf[error.code] ?? 500, { ...facts, code: error.code, detail: error.message })
}

export function problem(
  status: number,
  { code, detail, ...facts }: { code: string; detail: string; [fact: string]: unknown },
): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Error', status, detail, code, ...facts }
}

/** RFC 9457: with the type "about:blank" the title is the status phrase. */
const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
