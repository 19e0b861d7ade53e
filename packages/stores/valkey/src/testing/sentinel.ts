import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureTools } from '@unsticky/local-cloud'
import { freePort, type ManagedProcess, type ProcessGroup, waitUntil } from '@unsticky/processes'
import { Redis } from 'ioredis'

export const primaryName = 'primary'
export const password = 'forThisTestOnly'

export interface WatchedNode {
  readonly port: number
  readonly process: ManagedProcess
  readonly admin: Redis
}

/** A primary with a replica, and a real Sentinel that watches them and makes the replica primary when the other is gone. */
export async function startWatchedPair(group: ProcessGroup) {
  const first = await startNode(group, { name: 'first' })
  const second = await startNode(group, { name: 'second', replicaOf: first.port })
  const nodes = [first, second]
  await until('the replica to follow', async () =>
    (await second.admin.info('replication')).includes('master_link_status:up'),
  )
  const sentinel = await startNode(group, { name: 'sentinel', watches: first.port })
  await until('the Sentinel to know the replica', async () =>
    String(await sentinel.admin.call('INFO', 'sentinel')).includes('slaves=1'),
  )
  return { url: `redis://127.0.0.1:${sentinel.port}`, primary, failOver, allFollow, stop }

  /** Whom the Sentinel names right now. */
  async function primary(): Promise<WatchedNode> {
    const [, port] = (await sentinel.admin.call(
      'SENTINEL',
      'GET-MASTER-ADDR-BY-NAME',
      primaryName,
    )) as string[]
    return nodes.find((node) => node.port === Number(port)) as WatchedNode
  }

  /**
   * A planned change of roles. Resolves when the Sentinel names the other one. Coordinated: the old primary stops writing
   * and hands over. Without that word it goes on acknowledging for a moment what nobody will have: seen here.
   */
  async function failOver() {
    const before = await primary()
    await sentinel.admin.call('SENTINEL', 'FAILOVER', primaryName, 'COORDINATED')
    await until('the other one to be primary', async () => (await primary()) !== before)
  }

  /** Waits until the replica has everything that was written so far. */
  async function allFollow() {
    await until('the replica to have everything', async () => {
      const { admin } = await primary()
      return Number(await admin.call('WAIT', 1, 1000)) >= 1
    })
  }

  function stop() {
    for (const { admin } of [...nodes, sentinel]) admin.disconnect()
  }
}

const until = (what: string, condition: () => Promise<boolean>) =>
  waitUntil(condition, { what, timeoutMs: 90_000, everyMs: 100 })

interface NodeOptions {
  readonly name: string
  readonly replicaOf?: number
  /** A Sentinel that watches the primary on this port. */
  readonly watches?: number
}

async function startNode(
  group: ProcessGroup,
  { name, replicaOf, watches }: NodeOptions,
): Promise<WatchedNode> {
  const { valkey } = await ensureTools(['valkey'])
  const port = await freePort()
  const directory = join(group.directory, name)
  mkdirSync(directory)
  const file = join(directory, 'valkey.conf')
  const lines = ['bind 127.0.0.1', `port ${port}`, `dir "${directory}"`]
  writeFileSync(file, [...lines, ...(watches ? watching(watches) : keeping(replicaOf)), ''].join('\n'))
  const child = await group.spawn({
    name: `valkey-${name}`,
    command: valkey.command,
    args: [...valkey.args, file, ...(watches ? ['--sentinel'] : [])],
    env: { PATH: process.env.PATH, ...valkey.env },
  })
  const common = { port, host: '127.0.0.1', enableReadyCheck: false, maxRetriesPerRequest: null }
  const admin = new Redis({ ...common, ...(watches ? {} : { password }) })
  admin.on('error', () => {})
  await admin.ping()
  return { port, process: child, admin }
}

const keeping = (replicaOf: number | undefined) => [
  'save ""',
  'repl-diskless-sync-delay 0',
  `requirepass ${password}`,
  `masterauth ${password}`,
  ...(replicaOf ? [`replicaof 127.0.0.1 ${replicaOf}`] : []),
]

/** One Sentinel is enough to see what a client does; in production there are three, on machines of their own. */
const watching = (port: number) => [
  `sentinel monitor ${primaryName} 127.0.0.1 ${port} 1`,
  `sentinel auth-pass ${primaryName} ${password}`,
  `sentinel down-after-milliseconds ${primaryName} 3000`,
  `sentinel failover-timeout ${primaryName} 6000`,
]
