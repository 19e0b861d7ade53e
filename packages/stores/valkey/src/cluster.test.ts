import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { describeCartStore, describeSessionStore } from '@unsticky/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectValkey, createValkeyCartStore, createValkeySessionStore } from './index.ts'
import { startClusterNode } from './testing/cluster-node.ts'

let group: ProcessGroup
let url: string
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-valkey-cluster-'))
  group = createProcessGroup({ directory, temporary: true })
  url = await startClusterNode(group)
})
afterAll(() => group.stopAll())

const connect = () => connectValkey({ url, password: '', name: 'cluster', service: 'cart store' })

it('refuses keys of different slots, so that the suites below mean something', async () => {
  const redis = connect()

  await expect(redis.ask((connection) => connection.mget('{a}', '{b}'))).rejects.toThrow('CROSSSLOT')
  const script = "#!lua\nreturn { redis.call('GET', KEYS[1]), redis.call('GET', '{b}') }"
  await expect(redis.ask((connection) => connection.eval(script, 1, '{a}'))).rejects.toThrow(/slot/)
  await redis.close()
})

/** The adapters with scripts of more than one key. What does not depend on the cluster is tried elsewhere. */
const harnessOf = <Store>(create: () => Store) => ({
  open: async () => ({ store: create(), reopen: async () => create() }),
  cannot: { unavailability: 'this server stays up', expiry: 'this server has no clock to move' },
})

describeCartStore(
  'Valkey in cluster mode',
  harnessOf(() => createValkeyCartStore({ redis: connect() })),
)
describeSessionStore(
  'Valkey in cluster mode',
  harnessOf(() => {
    const { store, close } = createValkeySessionStore({ redis: connect() })
    return { ...store, close }
  }),
)
