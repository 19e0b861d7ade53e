import { ensureTools } from '@unsticky/local-cloud'
import { freePort, type ProcessGroup, waitUntil } from '@unsticky/processes'
import { Redis } from 'ioredis'

/**
 * A Valkey in cluster mode that owns all slots. One node is enough: it refuses a command or a script whose keys lie in
 * different slots, and a script that touches a key it did not name.
 */
export async function startClusterNode(group: ProcessGroup) {
  const { valkey } = await ensureTools(['valkey'])
  const [port, busPort] = [await freePort(), await freePort()]
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: group.directory,
    save: '',
    'cluster-enabled': 'yes',
    'cluster-port': busPort,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  await group.spawn({
    name: 'valkey-cluster',
    command: valkey.command,
    args: [...valkey.args, ...flags],
    env: { PATH: process.env.PATH, ...valkey.env },
  })
  const admin = new Redis({ port, host: '127.0.0.1', enableReadyCheck: false, maxRetriesPerRequest: null })
  admin.on('error', () => {})
  await admin.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16383)
  await waitUntil(async () => String(await admin.call('CLUSTER', 'INFO')).includes('cluster_state:ok'), {
    what: 'the cluster to own all slots',
    timeoutMs: 10_000,
  })
  admin.disconnect()
  return `redis://127.0.0.1:${port}`
}
