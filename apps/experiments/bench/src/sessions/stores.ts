import { createDynamoClient, createDynamoSessionStore } from '@unsticky/dynamodb'
import { createFileSessionStore } from '@unsticky/files'
import type { LocalCloud } from '@unsticky/local-cloud'
import { connectValkey, createValkeySessionStore } from '@unsticky/valkey'
import { killFolderWriter, killServerWhileWriting } from './kills.ts'
import { inPromises, type Sessions } from './sessions.ts'

export const storeNames = ['elasticache', 'memorydb', 'dynamodb', 'efs'] as const

export type StoreName = (typeof storeNames)[number]

export interface StoreUnderTest {
  readonly name: StoreName
  readonly label: string
  /** What really answers here, and so what the figures speak for. */
  readonly measuredOn: string
  readonly sessions: Sessions
  /** The same store, with every look starting the idle time anew. */
  readonly touching: Sessions
  /** Writes sessions, kills, starts again; resolves to the ids whose write had been acknowledged. */
  killWhileWriting(): Promise<readonly string[]>
  /** What the kill says about the service that the store stands for. */
  readonly lossMeans: string
  close(): Promise<unknown>
}

/** Opens the stores on the local cloud, in the order of their names. */
export function openStores(cloud: LocalCloud, names: readonly StoreName[]): StoreUnderTest[] {
  Object.assign(process.env, cloud.env) // the AWS SDK reads it
  const open = { elasticache, memorydb, dynamodb, efs }
  return storeNames.filter((name) => names.includes(name)).map((name) => open[name](cloud))
}

function elasticache({ valkeySessions: server }: LocalCloud): StoreUnderTest {
  return {
    // GETEX reads and starts the idle time anew at once, so a look always is a touch.
    ...valkey(server, { touchEverySeconds: 0 }),
    name: 'elasticache',
    label: 'ElastiCache (Valkey)',
    measuredOn: 'Valkey without persistence',
    lossMeans:
      'one node without a replica; with one, what had not reached it is lost; its durability option keeps more',
  }
}

function memorydb({ valkeyCarts: server }: LocalCloud): StoreUnderTest {
  return {
    ...valkey(server, { touchEverySeconds: 60 }),
    name: 'memorydb',
    label: 'MemoryDB (Valkey)',
    measuredOn: 'Valkey, append-only file synced before every answer',
    lossMeans: 'the same promise as the transaction log of MemoryDB: what was acknowledged is kept',
  }
}

function valkey(server: LocalCloud['valkeySessions'], { touchEverySeconds }: { touchEverySeconds: number }) {
  const { url, password } = server
  const redis = connectValkey({ url, password, name: 'bench', service: 'session store' })
  const sessions = inPromises(createValkeySessionStore({ redis, touchEverySeconds }).store)
  const touching = inPromises(createValkeySessionStore({ redis }).store)
  const killWhileWriting = () =>
    killServerWhileWriting(sessions, { kill: server.kill, restart: () => server.restart() })
  return { sessions, touching, killWhileWriting, close: redis.close }
}

function dynamodb({ aws, outputs: { SessionsTable: table } }: LocalCloud): StoreUnderTest {
  const client = createDynamoClient()
  const open = (touchEverySeconds?: number) =>
    inPromises(createDynamoSessionStore({ client, table, touchEverySeconds }).store)
  const sessions = open()
  return {
    name: 'dynamodb',
    label: 'DynamoDB',
    measuredOn: 'MiniStack, an emulator: read the figures as its own',
    sessions,
    touching: open(0),
    // Not `aws.kill`, which lets it save its tables first.
    killWhileWriting: () =>
      killServerWhileWriting(sessions, {
        kill: async () => void process.kill(aws.pid, 'SIGKILL'),
        restart: () => aws.restart(),
      }),
    lossMeans: 'nothing about DynamoDB: the emulator keeps its tables in memory',
    close: async () => client.destroy(),
  }
}

function efs({ sessionsFolder: folder }: LocalCloud): StoreUnderTest {
  const open = (touchEverySeconds?: number) =>
    createFileSessionStore({ folder, touchEverySeconds, cleanUpEverySeconds: 0 })
  const [usual, touching] = [open(), open(0)]
  return {
    name: 'efs',
    label: 'EFS (shared folder)',
    measuredOn: 'a folder on the local disk, fsync before every answer: no network',
    sessions: inPromises(usual.store),
    touching: inPromises(touching.store),
    killWhileWriting: () => killFolderWriter(folder),
    lossMeans: 'the writing instance was killed: a folder has no server of its own here',
    close: () => Promise.all([usual.close(), touching.close()]),
  }
}
