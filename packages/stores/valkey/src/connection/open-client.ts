import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { valkeyOptions } from './valkey-options.ts'

/** How the nodes of a Valkey are found: one behind a name, shards of a cluster, or a primary that Sentinels name. */
export const valkeyModes = ['single', 'cluster', 'sentinel'] as const
export type ValkeyMode = (typeof valkeyModes)[number]

/** Our own bound looks whether it is late itself (patience.ts); this is for what nobody waits for any more. */
const backstopMs = 10_000

interface OpenClientOptions {
  /** Several with commas: nodes of a cluster, or Sentinels. */
  readonly url: string
  readonly mode: ValkeyMode
  /** Under which name the Sentinels know the primary. */
  readonly primaryName: string
  readonly name: string
  readonly commandTimeoutMs: number
}

/** A client that is not connected yet. `setPassword` is for every connection that it opens from then on. */
export function openClient({ url, mode, primaryName, name, commandTimeoutMs }: OpenClientOptions) {
  const options = valkeyOptions({
    name,
    commandTimeoutMs: mode === 'cluster' ? commandTimeoutMs : backstopMs,
  })
  if (mode === 'cluster') return openCluster(url, options)
  const redis =
    mode === 'single'
      ? new Redis(url, options)
      : new Redis({ ...options, ...addressOptions(url), sentinels: nodesOf(url), name: primaryName })
  const setPassword = (password: string) => {
    redis.options.password = password
  }
  return { redis, setPassword }
}

/**
 * Commands go to the shard that has their key, and to its new primary after a failover. What a cluster client offers
 * beside (scans, flushes) differs from a single node's and is asked of `nodes` (scan-keys.ts).
 */
function openCluster(url: string, options: RedisOptions) {
  const { lazyConnect, enableOfflineQueue, retryStrategy, reconnectOnError: _demotion, ...each } = options
  const redisOptions: RedisOptions = { ...each, ...addressOptions(url) }
  const cluster = new Cluster(nodesOf(url), {
    lazyConnect: lazyConnect ?? true,
    enableOfflineQueue: enableOfflineQueue ?? false,
    clusterRetryStrategy: (attempt) => retryStrategy?.(attempt) as number,
    // A wait for a new primary is bounded by the number of tries: half a second, as a command's own.
    maxRedirections: 6,
    slotsRefreshTimeout: 1000,
    // So that a failover that nobody's command has met yet is known, too.
    slotsRefreshInterval: 5000,
    // A certificate is made out for a name, so the names that the cluster gives are not looked up.
    ...(redisOptions.tls && { dnsLookup: (address, done) => done(null, address) }),
    redisOptions,
  })
  // Made from a copy of the options, which new connections read.
  const pool = (cluster as unknown as { connectionPool: { redisOptions: RedisOptions } }).connectionPool
  const setPassword = (password: string) => {
    for (const read of [cluster.options.redisOptions, pool.redisOptions]) if (read) read.password = password
  }
  // The same commands; the few differences are behind this package's own functions.
  return { redis: cluster as unknown as Redis, setPassword }
}

const nodesOf = (url: string) =>
  url.split(',').map((each) => {
    const { hostname, port } = new URL(each.trim())
    return { host: hostname, port: Number(port || 6379) }
  })

/** What a single node's client reads from the address by itself. */
function addressOptions(url: string): RedisOptions {
  const { protocol, username } = new URL(url.split(',')[0] ?? '')
  return {
    ...(protocol === 'rediss:' && { tls: {} }),
    ...(username && { username: decodeURIComponent(username) }),
  }
}
