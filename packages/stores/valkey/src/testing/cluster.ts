import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureTools } from '@unsticky/local-cloud'
import { freePort, type ManagedProcess, type ProcessGroup, waitUntil } from '@unsticky/processes'
import { Redis } from 'ioredis'

const slots = 16_384

export interface ClusterNode {
  readonly port: number
  readonly process: ManagedProcess
  readonly admin: Redis
}

/** A real cluster on loopback: `shards` primaries, a replica for each, as MemoryDB runs it. */
export async function startCluster(group: ProcessGroup, { shards }: { shards: number }) {
  const nodes: ClusterNode[] = []
  for (let index = 0; index < shards * 2; index++) nodes.push(await startNode(group, index))
  const [first] = nodes as [ClusterNode, ...ClusterNode[]]
  const share = Math.ceil(slots / shards)
  for (const [index, { admin }] of nodes.slice(0, shards).entries())
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', index * share, Math.min(slots, (index + 1) * share) - 1)
  for (const [index, { admin }] of nodes.entries()) await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)
  for (const { port, busPort } of (nodes as (ClusterNode & { busPort: number })[]).slice(1))
    await first.admin.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort)
  const replicas = nodes.slice(shards)
  for (const [index, replica] of replicas.entries()) {
    const id = String(await (nodes[index] as ClusterNode).admin.call('CLUSTER', 'MYID'))
    await until(`replica ${index}`, async () =>
      replica.admin.call('CLUSTER', 'REPLICATE', id).then(
        () => true,
        () => false,
      ),
    )
  }
  await until('every node to see all slots', async () => {
    const seen = await Promise.all(nodes.map(({ admin }) => admin.call('CLUSTER', 'INFO').then(String)))
    return seen.every((info) => info.includes('cluster_state:ok') && info.includes(`cluster_size:${shards}`))
  })
  await until('the replicas to follow', async () => {
    const seen = await Promise.all(replicas.map(({ admin }) => admin.info('replication')))
    return seen.every((info) => info.includes('master_link_status:up'))
  })
  return {
    nodes,
    replicas,
    url: nodes.map(({ port }) => `redis://127.0.0.1:${port}`).join(','),
    failOver,
    killPrimary,
    stop,
  }

  /** Makes a replica the primary of its shard, as at a planned failover: nothing that was acknowledged is lost. */
  async function failOver(shard: number) {
    const { admin } = replicas[shard] as ClusterNode
    await admin.call('CLUSTER', 'FAILOVER')
    await until('the replica to be primary', async () =>
      (await admin.info('replication')).includes('role:master'),
    )
  }

  /** Kills a primary when its replica has everything that it acknowledged so far: what comes of it is up to the cluster. */
  async function killPrimary() {
    for (const { admin, process } of nodes) {
      if (!(await admin.info('replication')).includes('role:master')) continue
      await until(
        'the replica to have everything',
        async () => Number(await admin.call('WAIT', 1, 1000)) >= 1,
      )
      process.signal('SIGKILL')
      await process.exited
      return
    }
  }

  function stop() {
    for (const { admin } of nodes) admin.disconnect()
  }
}

const until = (what: string, condition: () => Promise<boolean>) =>
  waitUntil(condition, { what, timeoutMs: 60_000, everyMs: 100 })

async function startNode(group: ProcessGroup, index: number): Promise<ClusterNode & { busPort: number }> {
  const { valkey } = await ensureTools(['valkey'])
  const [port, busPort] = [await freePort(), await freePort()]
  const dir = join(group.directory, `node-${index}`)
  mkdirSync(dir)
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    save: '',
    'cluster-enabled': 'yes',
    'cluster-port': busPort,
    'cluster-node-timeout': 4000,
    'repl-diskless-sync-delay': 0,
  }
  const child = await group.spawn({
    name: `valkey-node-${index}`,
    command: valkey.command,
    args: [
      ...valkey.args,
      ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    env: { PATH: process.env.PATH, ...valkey.env },
  })
  const admin = new Redis({ port, host: '127.0.0.1', enableReadyCheck: false, maxRetriesPerRequest: null })
  admin.on('error', () => {})
  await admin.ping()
  return { port, busPort, process: child, admin }
}
