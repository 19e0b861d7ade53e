import type { JsonObject } from './typed.ts'

interface Words {
  readonly title: string
  /** Stable, like the codes of the shops' own problems. */
  readonly code: string
  readonly detail: string
}

/** Answers the balancer gives by itself have the shops' form: problem details (RFC 9457). */
export const localReplies: JsonObject = {
  mappers: [
    reply(400, { title: 'Bad Request', code: 'SHOP_BAD_REQUEST', detail: 'The request is malformed.' }),
    reply(404, { title: 'Not Found', code: 'SHOP_NOT_FOUND', detail: 'There is nothing at this address.' }),
    reply(408, {
      title: 'Request Timeout',
      code: 'SHOP_REQUEST_TIMEOUT',
      detail: 'The request took too long to arrive.',
    }),
    reply(413, { title: 'Content Too Large', code: 'SHOP_TOO_LARGE', detail: 'The request is too large.' }),
    reply(431, {
      title: 'Request Header Fields Too Large',
      code: 'SHOP_TOO_LARGE',
      detail: 'The request headers are too large.',
    }),
    reply(502, {
      title: 'Bad Gateway',
      code: 'SHOP_BAD_GATEWAY',
      detail: 'The instance sent an answer that is not HTTP.',
    }),
    reply(503, {
      title: 'Service Unavailable',
      code: 'SHOP_UNAVAILABLE',
      detail: 'No instance could answer. Try again in a moment.',
    }),
    reply(504, {
      title: 'Gateway Timeout',
      code: 'SHOP_GATEWAY_TIMEOUT',
      detail: 'The instance did not answer in time.',
    }),
  ],
  body_format: problem({ title: 'Error', code: 'SHOP_BALANCER', detail: 'The request failed.' }),
}

function reply(status: number, words: Words): JsonObject {
  const comparison = { op: 'EQ', value: { default_value: status, runtime_key: `local_reply.${status}` } }
  return {
    filter: { status_code_filter: { comparison } },
    body_format_override: problem(words),
    ...(status === 503 ? { headers_to_add: [{ header: { key: 'retry-after', value: '1' } }] } : {}),
  }
}

function problem({ title, code, detail }: Words): JsonObject {
  return {
    content_type: 'application/problem+json',
    json_format: { type: 'about:blank', title, status: '%RESPONSE_CODE%', detail, code },
  }
}
