import { type BalancerSettings, eventStreamPath, privatePaths, type TargetGroup } from '../settings.ts'
import { forwardedHeaders } from './request-headers.ts'
import { repeatKeyed, repeatRead, repeatUnsent } from './retries.ts'
import type { JsonObject } from './typed.ts'

/** The routing table, first match wins: longer paths stand before shorter ones. */
export function routes({ failureHandling }: BalancerSettings, groups: readonly TargetGroup[]): JsonObject {
  const toGroup = failureHandling === 'resilient' ? resilientRoutes : albLikeRoutes
  const rules = groups
    .flatMap(({ name, paths }) => paths.map((path) => ({ path, cluster: name })))
    .toSorted((a, b) => b.path.length - a.path.length)
  const host = { name: 'shop', domains: ['*'], ...forwardedHeaders }
  return { virtual_hosts: [{ ...host, routes: [hiddenRoute, ...rules.flatMap(toGroup)] }] }
}

interface Rule {
  readonly path: string
  readonly cluster: string
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

function resilientRoutes({ path, cluster }: Rule): JsonObject[] {
  const match = matchOf(path)
  return [
    ...streamRoutes(path, toTarget(cluster, { ...endlessStream, ...repeatUnsent })),
    { match: { ...match, headers: [read] }, ...toTarget(cluster, repeatRead) },
    { match: { ...match, headers: [keyed] }, ...toTarget(cluster, repeatKeyed) },
    { match, ...toTarget(cluster, { ...bounded, ...repeatUnsent }) },
  ]
}

function albLikeRoutes({ path, cluster }: Rule): JsonObject[] {
  return [
    ...streamRoutes(path, toTarget(cluster, endlessStream)),
    { match: matchOf(path), ...toTarget(cluster, bounded) },
  ]
}

/** "/api/cart" is not the beginning of "/api/cartoons". */
const matchOf = (path: string): JsonObject =>
  path === '/' ? { prefix: '/' } : { path_separated_prefix: path }

/** The stream goes where its path goes. */
function streamRoutes(path: string, action: JsonObject): JsonObject[] {
  const isBelow = path === '/' || eventStreamPath === path || eventStreamPath.startsWith(`${path}/`)
  return isBelow ? [{ match: { path: eventStreamPath }, ...action }] : []
}

function toTarget(cluster: string, { per_request_buffer_limit_bytes, ...action }: JsonObject): JsonObject {
  return {
    route: { cluster, ...action },
    ...(per_request_buffer_limit_bytes ? { per_request_buffer_limit_bytes } : {}),
  }
}
