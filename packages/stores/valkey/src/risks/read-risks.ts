import type { Cluster, Redis } from 'ioredis'
import type { Valkey } from '../connection/connect-valkey.ts'
import type { ValkeyMode } from '../connection/open-client.ts'

/** What a Valkey does not promise although somebody counts on it. */
export interface Risk {
  /** `refuse`: what was acknowledged can be gone without anybody having failed. */
  readonly severity: 'refuse' | 'warn' | 'info'
  readonly text: string
}

interface RiskOptions {
  /** Carts are kept; sessions may be lost, which costs a login. */
  readonly keeps: 'carts' | 'sessions'
  readonly mode: ValkeyMode
}

/**
 * Reads what a Valkey promises, by INFO, which managed services allow (CONFIG they do not). Throws `UnavailableError`.
 */
export async function readRisks(valkey: Valkey, options: RiskOptions): Promise<readonly Risk[]> {
  const infos = await valkey.ask((redis) => Promise.all(primariesOf(redis).map((node) => node.info())))
  const risks = infos.flatMap((info) => risksOf(fieldsOf(info), options))
  return [...new Map(risks.map((risk) => [risk.text, risk])).values()]
}

const primariesOf = (redis: Redis): readonly Redis[] =>
  redis.isCluster ? (redis as unknown as Cluster).nodes('master') : [redis]

function risksOf(info: ReadonlyMap<string, string>, { keeps, mode }: RiskOptions): readonly Risk[] {
  const risks: Risk[] = []
  const policy = info.get('maxmemory_policy')
  if (policy !== undefined && policy !== 'noeviction')
    risks.push({
      severity: keeps === 'carts' ? 'refuse' : 'warn',
      text: `It throws ${keeps} away when memory is full (maxmemory-policy ${policy}); set it to noeviction`,
    })
  if (keeps === 'carts' && info.get('aof_enabled') !== '1')
    risks.push({
      severity: 'warn',
      text: 'It keeps no append-only file, so a restart may lose carts; MemoryDB keeps a log of its own',
    })
  if (info.get('role') === 'master' && info.get('connected_slaves') === '0')
    risks.push({ severity: 'info', text: 'It has no replica, so its end is an outage' })
  if (info.get('cluster_enabled') === '1' && mode !== 'cluster')
    risks.push({
      severity: 'warn',
      text: 'It is a cluster, but is asked as a single node: set its mode to cluster',
    })
  return risks
}

const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map(
    info
      .split('\r\n')
      .map((line) => line.split(':', 2))
      .flatMap(([name, value]) => (name && value !== undefined ? [[name, value] as const] : [])),
  )
