/** Three shards with a replica each, as MemoryDB and ElastiCache with cluster mode run Valkey. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import {
  describeCartStore,
  describeLeaseStore,
  describeRateLimiter,
  describeSessionStore,
} from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scanKeys } from './connection/scan-keys.ts'
import {
  connectValkey,
  createValkeyCartEvents,
  createValkeyCartStore,
  createValkeyLeaseStore,
  createValkeyRateLimiter,
  createValkeySessionStore,
  type Valkey,
} from './index.ts'
import { startCluster } from './testing/cluster.ts'

let group: ProcessGroup
let cluster: Awaited<ReturnType<typeof startCluster>>
const connections: Valkey[] = []
beforeAll(async () => {
  group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-valkey-shards-')),
    temporary: true,
  })
  cluster = await startCluster(group, { shards: 3 })
}, 180_000)
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()))
  cluster.stop()
  await group.stopAll()
})

function connect({ url = cluster.url, mode = 'cluster' as 'cluster' | 'single' } = {}) {
  const connection = connectValkey({ url, mode, password: '', name: 'shards', service: 'cart store' })
  connections.push(connection)
  return connection
}

/** Finding the nodes takes longer than a command may wait, on a busy machine. */
async function connected(options: Parameters<typeof connect>[0] = {}) {
  const connection = connect(options)
  const answer = () => connection.ask((redis) => redis.ping()).catch(() => 'not yet')
  await expect.poll(answer, { timeout: 20_000 }).toBe('PONG')
  return connection
}

const harnessOf = <Store>(create: (redis: Valkey) => Store) => ({
  open: async () => ({
    store: create(await connected()),
    reopen: async () => create(await connected()),
  }),
  cannot: { unavailability: 'this cluster stays up', expiry: 'this cluster has no clock to move' },
})

describeCartStore(
  'Valkey, three shards',
  harnessOf((redis) => createValkeyCartStore({ redis })),
)
describeSessionStore(
  'Valkey, three shards',
  harnessOf((redis) => {
    const { store, close } = createValkeySessionStore({ redis })
    return { ...store, close }
  }),
)
describeLeaseStore(
  'Valkey, three shards',
  harnessOf((redis) => createValkeyLeaseStore({ redis })),
)
describeRateLimiter(
  'Valkey, three shards',
  harnessOf((redis) => createValkeyRateLimiter({ redis })),
)

const add = { kind: 'add', productId: 'copper-kettle', quantity: 1, priceCents: 100 } as const
const freshShopper = () => `account_${crypto.randomUUID()}`

describe('a cluster of three shards', () => {
  it('is found by any of its nodes, a replica too, and serves shoppers of every shard', async () => {
    const replica = `redis://127.0.0.1:${cluster.replicas[0]?.port}`
    const carts = createValkeyCartStore({ redis: await connected({ url: replica }) })

    const changed = await Promise.all(
      Array.from({ length: 60 }, () => carts.change(freshShopper(), add, { key: crypto.randomUUID() })),
    )

    expect(changed.every(({ cart }) => cart.lines.length === 1)).toBe(true)
  })

  it('lists the keys of every shard', async () => {
    const redis = await connected()
    const wanted = Array.from({ length: 30 }, (_, index) => `listed:{${index}}`)
    for (const key of wanted) await redis.ask((connection) => connection.set(key, '1', 'EX', 60))

    const found: string[] = []
    for await (const key of scanKeys(redis, 'listed:*')) found.push(key)

    expect(found.sort()).toEqual(wanted.sort())
  })

  it('is unavailable, not broken, to who takes it for a single node', async () => {
    const redis = connect({ url: `redis://127.0.0.1:${cluster.nodes[0]?.port}`, mode: 'single' })

    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => redis.ask((connection) => connection.get(`{${index}}`))),
    )

    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused.length).toBeGreaterThan(0)
    for (const reason of refused) expect(reason).toBeInstanceOf(UnavailableError)
  })

  it('tells every instance of a live update', async () => {
    const open = async () =>
      createValkeyCartEvents({ redis: await connected(), subscriber: await connected() })
    const events = [await open(), await open()]
    const heard: unknown[] = []
    const stop = await events[0]?.subscribe('account_1', (event) => heard.push(event))

    await events[1]?.publish('account_1', { kind: 'changed', revision: 7 } as never)

    await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(1)
    await stop?.()
  })

  it('R15 keeps every acknowledged addition over a failover of each shard, and is back in seconds', async () => {
    const carts = createValkeyCartStore({ redis: await connected() })
    const shoppers = Array.from({ length: 12 }, freshShopper)
    const acknowledged = new Map(shoppers.map((shopper) => [shopper, 0]))
    let isOver = false
    const failures: unknown[] = []
    const shopping = shoppers.map(async (shopper) => {
      for (let key = crypto.randomUUID(); !isOver; ) {
        try {
          await carts.change(shopper, { ...add, productId: `p-${acknowledged.get(shopper)}` }, { key })
          acknowledged.set(shopper, (acknowledged.get(shopper) ?? 0) + 1)
          key = crypto.randomUUID()
        } catch (error) {
          failures.push(error)
        }
        await sleep(60)
        if ((acknowledged.get(shopper) ?? 0) >= 40) return
      }
    })

    for (const shard of [0, 1, 2]) await cluster.failOver(shard)
    await sleep(500)
    isOver = true
    await Promise.all(shopping)

    for (const failure of failures) expect(failure).toBeInstanceOf(UnavailableError)
    for (const shopper of shoppers) {
      const load = () =>
        carts.load(shopper).then(
          ({ lines }) => lines.length,
          () => -1,
        )
      await expect.poll(load, { timeout: 20_000 }).toBeGreaterThanOrEqual(acknowledged.get(shopper) ?? 0)
    }
  }, 120_000)

  /** The last one: the shard has no replica afterwards. */
  it('R16 is whole again after a primary was killed, and keeps what its replica had', async () => {
    const carts = createValkeyCartStore({ redis: await connected() })
    const shoppers = Array.from({ length: 12 }, freshShopper)
    const addForAll = (productId: string) =>
      Promise.allSettled(
        shoppers.map((shopper) =>
          carts.change(shopper, { ...add, productId }, { key: `${shopper}-${productId}` }),
        ),
      )
    const before = await addForAll('before')
    expect(before.every(({ status }) => status === 'fulfilled')).toBe(true)

    await cluster.killPrimary()

    const failures: unknown[] = []
    const isWhole = async () => {
      const outcomes = await addForAll('after')
      failures.push(...outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])))
      return outcomes.every(({ status }) => status === 'fulfilled')
    }
    await expect.poll(isWhole, { timeout: 90_000, interval: 300 }).toBe(true)
    expect(failures.length).toBeGreaterThan(0)
    for (const failure of failures) expect(failure).toBeInstanceOf(UnavailableError)
    for (const shopper of shoppers) expect((await carts.load(shopper)).lines).toHaveLength(2)
  }, 180_000)
})
