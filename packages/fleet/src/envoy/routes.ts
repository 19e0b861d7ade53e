import { type BalancerSettings, eventStreamPath, privatePaths, targetGroup } from '../settings.ts'
import { forwardedHeaders } from './request-headers.ts'
import { repeatKeyed, repeatRead, repeatUnsent } from './retries.ts'
import type { JsonObject } from './typed.ts'

/** The routing table, first match wins. */
export function routes({ failureHandling }: BalancerSettings): JsonObject {
  const toTargets = failureHandling === 'resilient' ? resilientRoutes : albLikeRoutes
  const host = { name: 'shop', domains: ['*'], ...forwardedHeaders, routes: [hiddenRoute, ...toTargets] }
  return { virtual_hosts: [host] }
}

/** `/metrics/`, `/METRICS` and `/metrics;x` too: a router behind may take them for the same. */
const hiddenRoute: JsonObject = {
  match: { safe_regex: { regex: `(?i)/(${privatePaths.join('|')})([/;].*)?` } },
  direct_response: { status: 404 },
}

const read = { name: ':method', string_match: { safe_regex: { regex: 'GET|HEAD' } } }
// An empty key names nothing, so it makes no repeat safe.
const keyed = { name: 'idempotency-key', string_match: { safe_regex: { regex: '.*\\S.*' } } }
const endlessStream = { timeout: '0s', idle_timeout: '60s' }
const bounded = { timeout: '30s' }

const resilientRoutes: readonly JsonObject[] = [
  { match: { path: eventStreamPath }, ...toTarget({ ...endlessStream, ...repeatUnsent }) },
  { match: { prefix: '/', headers: [read] }, ...toTarget(repeatRead) },
  { match: { prefix: '/', headers: [keyed] }, ...toTarget(repeatKeyed) },
  { match: { prefix: '/' }, ...toTarget({ ...bounded, ...repeatUnsent }) },
]

const albLikeRoutes: readonly JsonObject[] = [
  { match: { path: eventStreamPath }, ...toTarget(endlessStream) },
  { match: { prefix: '/' }, ...toTarget(bounded) },
]

function toTarget({ per_request_buffer_limit_bytes, ...action }: JsonObject): JsonObject {
  return {
    route: { cluster: targetGroup, ...action },
    ...(per_request_buffer_limit_bytes ? { per_request_buffer_limit_bytes } : {}),
  }
}
