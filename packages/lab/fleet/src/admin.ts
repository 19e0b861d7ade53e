/** What the balancer thinks of one registered target. */
export interface TargetStats {
  readonly port: number
  /** Gets requests: health checks pass and it is not ejected. */
  readonly healthy: boolean
  /** Taken out for a while because it refused, reset or timed out. */
  readonly ejected: boolean
  /** Since it was registered; repeats count. */
  readonly requests: number
  readonly errors: number
  readonly activeRequests: number
}

/** Counters since the balancer started. */
export interface GroupStats {
  /** Sent to targets, repeats included. */
  readonly requests: number
  readonly repeats: number
  readonly repeatsThatHelped: number
  /** Repeats not made because too many were under way. */
  readonly repeatsRefused: number
}

export interface AdminClient {
  /** The listener's port. */
  listenerPort(): Promise<number>
  /** The targets of a group. */
  targets(group: string): Promise<TargetStats[]>
  group(name: string): Promise<GroupStats>
}

/** Reads Envoy's admin interface at `address` (host:port). Every call throws when Envoy does not answer in 2 s. */
export function createAdminClient(address: string): AdminClient {
  return { listenerPort, targets, group }

  async function listenerPort() {
    const { listener_statuses } = await read<ListenersAnswer>('/listeners?format=json')
    const port = listener_statuses[0]?.local_address.socket_address.port_value
    if (!port) throw new Error('The balancer does not listen yet')
    return port
  }

  async function targets(group: string) {
    const { cluster_statuses } = await read<ClustersAnswer>('/clusters?format=json')
    const hosts = cluster_statuses.find(({ name }) => name === group)?.host_statuses ?? []
    return hosts.map(toTargetStats)
  }

  async function group(cluster: string) {
    const filter = `^cluster\\.${cluster}\\.upstream_rq_(total|retry|retry_success|retry_overflow)$`
    const { stats } = await read<StatsAnswer>(`/stats?format=json&filter=${encodeURIComponent(filter)}`)
    const value = (name: string) =>
      stats.find((stat) => stat.name === `cluster.${cluster}.upstream_rq_${name}`)?.value ?? 0
    return {
      requests: value('total'),
      repeats: value('retry'),
      repeatsThatHelped: value('retry_success'),
      repeatsRefused: value('retry_overflow'),
    }
  }

  async function read<T>(path: string): Promise<T> {
    const answer = await fetch(`http://${address}${path}`, { signal: AbortSignal.timeout(2000) })
    if (!answer.ok) throw new Error(`The balancer's admin interface answered ${answer.status} to ${path}`)
    return (await answer.json()) as T
  }
}

function toTargetStats({ address, health_status, stats }: HostStatus): TargetStats {
  const value = (name: string) => Number(stats.find((stat) => stat.name === name)?.value ?? 0)
  const { failed_active_health_check, pending_active_hc, failed_outlier_check } = health_status
  return {
    port: address.socket_address.port_value,
    healthy: !failed_active_health_check && !pending_active_hc && !failed_outlier_check,
    ejected: failed_outlier_check === true,
    requests: value('rq_total'),
    errors: value('rq_error'),
    activeRequests: value('rq_active'),
  }
}

interface SocketAddress {
  readonly socket_address: { readonly port_value: number }
}

interface ListenersAnswer {
  readonly listener_statuses: readonly { readonly local_address: SocketAddress }[]
}

interface ClustersAnswer {
  readonly cluster_statuses: readonly {
    readonly name: string
    readonly host_statuses?: readonly HostStatus[]
  }[]
}

/** Envoy leaves out what is false or zero. */
interface HostStatus {
  readonly address: SocketAddress
  readonly stats: readonly { readonly name: string; readonly value?: string }[]
  readonly health_status: {
    readonly failed_active_health_check?: boolean
    readonly pending_active_hc?: boolean
    readonly failed_outlier_check?: boolean
  }
}

interface StatsAnswer {
  readonly stats: readonly { readonly name?: string; readonly value?: number }[]
}
