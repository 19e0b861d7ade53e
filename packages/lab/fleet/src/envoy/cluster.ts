import { dirname } from 'node:path'
import { type BalancerSettings, healthCheck } from '../settings.ts'
import { type JsonObject, typed } from './typed.ts'

/** A target group and the file that lists its targets; the folder it is in is watched. */
export interface GroupFile {
  readonly name: string
  readonly endpointsFile: string
}

/** A target group: who is in it comes from a file, who is healthy from its own checks. */
export function cluster(
  { failureHandling }: BalancerSettings,
  { name, endpointsFile }: GroupFile,
): JsonObject {
  return {
    name,
    type: 'EDS',
    eds_cluster_config: { eds_config: fileDiscovery(endpointsFile) },
    connect_timeout: '1s',
    lb_policy: 'ROUND_ROBIN',
    common_lb_config: {
      // Below 1 % healthy, which is none: fail open, as the ALB does. The instances then answer for themselves.
      healthy_panic_threshold: { value: 1 },
      // Act on a change of health at once; by default Envoy collects changes for a second, and sends to the dead.
      update_merge_window: '0s',
    },
    // A deregistered target gets no new request from this moment on; what is in flight may finish.
    ignore_health_on_host_removal: true,
    health_checks: [activeHealthCheck()],
    circuit_breakers: { thresholds: [ordinary, important] },
    per_connection_buffer_limit_bytes: 64 * 1024,
    typed_extension_protocol_options: upstreamHttp,
    ...(failureHandling === 'resilient' ? { outlier_detection: passiveEjection } : {}),
  }
}

function fileDiscovery(file: string): JsonObject {
  return {
    resource_api_version: 'V3',
    path_config_source: { path: file, watched_directory: { path: dirname(file) } },
  }
}

/**
 * The ALB's health check in time lapse: its shortest interval is 5 s. A 503 of /readyz takes a target out at the
 * first look; no answer at all only at the second, so that one slow moment on a busy laptop does not.
 */
function activeHealthCheck(): JsonObject {
  return {
    timeout: '1s',
    interval: `${healthCheck.intervalSeconds}s`,
    no_traffic_interval: `${healthCheck.intervalSeconds}s`,
    unhealthy_threshold: healthCheck.unhealthyThreshold,
    healthy_threshold: 1,
    http_health_check: { path: '/readyz' },
  }
}

/**
 * Repeats may be so large a part of what is under way. One killed target of three needs a third, at once and for a moment;
 * an overload, where every try is slow, must not be answered by three times the work. A handful is always allowed,
 * because a third of little is nothing.
 */
const repeats: JsonObject = { retry_budget: { budget_percent: { value: 40 }, min_retry_concurrency: 20 } }

/** Beyond these the balancer answers 503 by itself, at once: a queue that nobody can serve in time helps nobody. */
const ordinary: JsonObject = {
  priority: 'DEFAULT',
  max_connections: 1024,
  max_pending_requests: 256,
  max_requests: 1024,
  ...repeats,
}

/** Room of its own for checkout, whatever else comes, and for streams, which stay for long and do little. */
const important: JsonObject = {
  priority: 'HIGH',
  max_connections: 10_000,
  max_pending_requests: 1000,
  max_requests: 10_000,
  ...repeats,
}

/**
 * Takes a target out that does not answer (refused, reset, timed out), before the health check finds out; and one that
 * answers 500 five times in a row, which the health check never finds out, because its /readyz is fine. An honest 503 of
 * every instance, because their store is away, must not empty the group: see `isBroken`.
 */
const passiveEjection: JsonObject = {
  split_external_local_origin_errors: true,
  consecutive_local_origin_failure: 2,
  consecutive_5xx: 5,
  enforcing_consecutive_5xx: 100,
  enforcing_consecutive_gateway_failure: 0,
  enforcing_success_rate: 0,
  enforcing_local_origin_success_rate: 0,
  interval: '1s',
  base_ejection_time: '2s',
  max_ejection_percent: 100,
}

/** What counts as a 5xx for the ejection: 500 is a fault nobody foresaw, in that instance; 501 to 504 say something else. */
const isBroken: JsonObject = {
  http_response_headers_match: { headers: [{ name: ':status', string_match: { exact: '500' } }] },
}

const upstreamHttp: JsonObject = {
  'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': typed(
    'extensions.upstreams.http.v3.HttpProtocolOptions',
    {
      explicit_http_config: { http_protocol_options: {} },
      // Shorter than the instances' keep-alive (72 s): the balancer hangs up first, so it never writes to a
      // connection that the instance is closing.
      common_http_protocol_options: { idle_timeout: '60s' },
      outlier_detection: { error_matcher: isBroken },
    },
  ),
}
