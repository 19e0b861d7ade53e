import {
  type BalancerSettings,
  checkoutPath,
  eventStreamPath,
  privatePaths,
  type TargetGroup,
  uploadPath,
} from '../settings.ts'
import { forwardedHeaders } from './request-headers.ts'
import { repeatKeyed, repeatRead, repeatUnsent, repeatUpload } from './retries.ts'
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
const important = { priority: 'HIGH' }
const endlessStream = { ...important, timeout: '0s', idle_timeout: '60s' }
const bounded = { timeout: '30s' }

function resilientRoutes({ path, cluster }: Rule): JsonObject[] {
  const isUnder = (special: string) => isBelow(special, path)
  return [
    ...[eventStreamPath].filter(isUnder).map((stream) => ({
      match: { path: stream },
      ...toTarget(cluster, { ...endlessStream, ...repeatUnsent }),
    })),
    ...[uploadPath].filter(isUnder).map((upload) => ({
      match: { path: upload, headers: [keyed] },
      ...toTarget(cluster, repeatUpload),
    })),
    ...[checkoutPath].filter(isUnder).flatMap((checkout) => byMethod(matchOf(checkout), cluster, important)),
    ...byMethod(matchOf(path), cluster),
  ]
}

/** What may be repeated depends on what it is. */
function byMethod(match: JsonObject, cluster: string, common: JsonObject = {}): JsonObject[] {
  return [
    { match: { ...match, headers: [read] }, ...toTarget(cluster, { ...common, ...repeatRead }) },
    { match: { ...match, headers: [keyed] }, ...toTarget(cluster, { ...common, ...repeatKeyed }) },
    { match, ...toTarget(cluster, { ...common, ...bounded, ...repeatUnsent }) },
  ]
}

function albLikeRoutes({ path, cluster }: Rule): JsonObject[] {
  return [
    ...[eventStreamPath]
      .filter((stream) => isBelow(stream, path))
      .map((stream) => ({ match: { path: stream }, ...toTarget(cluster, endlessStream) })),
    { match: matchOf(path), ...toTarget(cluster, bounded) },
  ]
}

/** "/api/cart" is not the beginning of "/api/cartoons". */
const matchOf = (path: string): JsonObject =>
  path === '/' ? { prefix: '/' } : { path_separated_prefix: path }

/** A special path goes where the path above it goes. */
const isBelow = (special: string, path: string) =>
  path === '/' || special === path || special.startsWith(`${path}/`)

function toTarget(cluster: string, { per_request_buffer_limit_bytes, ...action }: JsonObject): JsonObject {
  return {
    route: { cluster, ...action },
    ...(per_request_buffer_limit_bytes ? { per_request_buffer_limit_bytes } : {}),
  }
}
