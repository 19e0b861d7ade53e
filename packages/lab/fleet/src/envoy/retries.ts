import { extension, type JsonObject } from './typed.ts'

/**
 * When a request may be sent a second time, to another target.
 *
 * Only what the balancer saw itself counts: refused, reset, no answer in time. A status an instance has sent is never
 * repeated, 502, 503 and 504 included: it is an honest answer (a store is away, come back after Retry-After), the other
 * instances would say the same, and three tries each would turn an outage into a storm. Instances that drain do not need
 * it: they go on answering until they are out of the target group.
 */
export const repeatRead: JsonObject = {
  timeout: '30s',
  retry_policy: {
    ...repeat('connect-failure,refused-stream,reset-before-request,reset'),
    per_try_timeout: '3s',
  },
  // After 3 s without an answer another target is asked too and the first answer wins: a read that is only slow is not
  // cut off, one that waits for a frozen instance is rescued.
  hedge_policy: { hedge_on_per_try_timeout: true },
}

/** The key makes the repeat safe even where the first try did its work and died before it could say so. */
export const repeatKeyed: JsonObject = {
  timeout: '30s',
  retry_policy: {
    ...repeat('connect-failure,refused-stream,reset-before-request,reset'),
    // One after the other, never side by side, and long enough for a slow payment (3 s).
    per_try_timeout: '8s',
  },
  // The body is kept for the repeat: as much as the shops take of JSON.
  per_request_buffer_limit_bytes: 128 * 1024,
}

/** A picture of 5 MB must fit. The instances take few at a time, and none of who is not signed in. */
export const repeatUpload: JsonObject = { ...repeatKeyed, per_request_buffer_limit_bytes: 6 * 1024 * 1024 }

/** A write without a key, or a stream: only where nothing was sent yet. */
export const repeatUnsent: JsonObject = {
  retry_policy: repeat('connect-failure,refused-stream,reset-before-request'),
}

function repeat(retryOn: string): JsonObject {
  return {
    retry_on: retryOn,
    num_retries: 3,
    retry_host_predicate: [
      extension(
        'retry_host_predicates.previous_hosts',
        'extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
      ),
    ],
    host_selection_retry_max_attempts: 5,
    retry_back_off: { base_interval: '0.01s', max_interval: '0.1s' },
  }
}
