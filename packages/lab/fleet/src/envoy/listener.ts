import { type BalancerSettings, loopback, type TargetGroup } from '../settings.ts'
import { accessLog } from './access-log.ts'
import { localReplies } from './local-replies.ts'
import { clientHeaders } from './request-headers.ts'
import { routes } from './routes.ts'
import { stickiness } from './stickiness.ts'
import { extension, type JsonObject } from './typed.ts'

/** The address shoppers talk to, and what is done to every request before a target sees it. */
export function listener(settings: BalancerSettings, groups: readonly TargetGroup[]): JsonObject {
  return {
    name: 'shoppers',
    address: { socket_address: { address: loopback, port_value: settings.port ?? 0 } },
    // Without this two balancers may share one port by accident.
    enable_reuse_port: false,
    // What a client sends faster than a target reads waits at the client.
    per_connection_buffer_limit_bytes: 64 * 1024,
    filter_chains: [{ filters: [httpConnectionManager(settings, groups)] }],
  }
}

function httpConnectionManager(settings: BalancerSettings, groups: readonly TargetGroup[]): JsonObject {
  const type = 'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'
  return extension('filters.network.http_connection_manager', type, {
    stat_prefix: 'shoppers',
    codec_type: 'HTTP1',
    ...paths,
    ...timeouts,
    ...clientHeaders,
    max_request_headers_kb: 32,
    server_header_transformation: 'PASS_THROUGH',
    local_reply_config: localReplies,
    access_log: [accessLog],
    route_config: routes(settings, groups),
    http_filters: [
      ...(settings.routing === 'sticky' ? [stickiness] : []),
      extension('filters.http.router', 'extensions.filters.http.router.v3.Router', {
        suppress_envoy_headers: true,
      }),
    ],
  })
}

/** One spelling of a path before it is matched, so that `/x/../metrics` and `//metrics` are `/metrics`. */
const paths: JsonObject = {
  normalize_path: true,
  merge_slashes: true,
  path_with_escaped_slashes_action: 'REJECT_REQUEST',
}

const timeouts: JsonObject = {
  // How long a client may take to send a request: headers, all of it.
  request_headers_timeout: '10s',
  request_timeout: '60s',
  // The ALB's idle timeout.
  stream_idle_timeout: '60s',
  common_http_protocol_options: { idle_timeout: '60s' },
}
