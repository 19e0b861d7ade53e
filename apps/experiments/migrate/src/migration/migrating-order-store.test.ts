import {
  createDynamoCatalogStore,
  createDynamoClaimArchive,
  createDynamoClient,
  createDynamoOrderArchive,
  createDynamoOrderStore,
  createDynamoProfileArchive,
  createDynamoProfileStore,
} from '@unsticky/dynamodb'
import {
  createMemoryCatalogStore,
  createMemoryOrderStore,
  createMemoryProfileStore,
} from '@unsticky/in-process'
import { newId, systemNow } from '@unsticky/kernel'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import type { Order } from '@unsticky/orders'
import { describeOrderStore, describeProfileStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createByMode } from './by-mode.ts'
import { createGate, type Mode } from './gate.ts'
import { type Archives, createHandovers, type LocalArchives } from './handovers.ts'
import { createMigratingOrderStore } from './migrating-order-store.ts'
import { createMigratingProfileStore } from './migrating-profile-store.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

/** One instance: its memory, its gate, and the tables of all. */
async function openInstance({ mode = 'off', now = Date.now }: { mode?: Mode; now?: () => number } = {}) {
  const { OrdersTable: ordersTable, CatalogTable: catalogTable, ProfilesTable: table } = cloud.outputs
  const tables = { client: createDynamoClient(), ordersTable, catalogTable }
  const memory = createMemoryCatalogStore()
  const catalogs = [memory, createDynamoCatalogStore({ ...tables, table: catalogTable })] as const
  const old = {
    orders: createMemoryOrderStore({ catalog: memory, now }),
    profiles: createMemoryProfileStore(),
  }
  const profileTable = { client: createDynamoClient(), table }
  const archives = {
    orders: createDynamoOrderArchive(tables),
    claims: createDynamoClaimArchive(tables),
    profiles: createDynamoProfileArchive(profileTable),
  }
  const locals = { ...old.orders.archives, profiles: old.profiles.archive }
  const handovers = createHandovers(locals as unknown as LocalArchives, archives as unknown as Archives)
  const gate = createGate()
  const orders = { gate, old: old.orders, next: createDynamoOrderStore({ ...tables, now }), handovers }
  const profiles = { gate, old: old.profiles, next: createDynamoProfileStore(profileTable) }
  await gate.switchTo(mode)
  return {
    gate,
    handovers,
    catalogs,
    catalog: createByMode<(typeof catalogs)[number]>(gate, ...catalogs),
    store: createMigratingOrderStore(orders),
    profiles: createMigratingProfileStore({ ...profiles, handover: handovers.profiles }),
  }
}

async function openForContract(mode: Mode) {
  let ahead = 0
  const now = () => Date.now() + ahead
  const { store, catalog, profiles } = await openInstance({ mode, now })
  return {
    orders: { store, catalog, reopen: async () => (await openInstance({ mode, now })).store },
    profiles: { store: profiles, reopen: async () => (await openInstance({ mode })).profiles },
    service: {
      advance: (milliseconds: number) => {
        ahead += milliseconds
      },
      breakService: () => cloud.aws.freeze(),
      close: () => cloud.aws.thaw(),
    },
  }
}

const oldDecides = {
  sharing: 'the memory of one process decides',
  survival: 'what decides ends with its process',
  unavailability: 'the new store may be away, the old one goes on',
}
for (const mode of ['dual-write', 'read-through'] as const) {
  const cannot = mode === 'dual-write' ? oldDecides : {}
  describeOrderStore(mode, {
    open: async () => {
      const { orders, service } = await openForContract(mode)
      return { ...orders, ...service }
    },
    cannot,
  })
  describeProfileStore(mode, {
    open: async () => {
      const { profiles, service } = await openForContract(mode)
      return { ...profiles, ...service }
    },
    cannot,
  })
}

describe('a checkout under way at a switch', () => {
  const ways: readonly (readonly [Mode, Mode])[] = [
    ['dual-write', 'read-through'],
    ['read-through', 'dual-write'],
  ]
  it.each(ways)('begins in %s, ends in %s, once and with its units taken on both sides', async (from, to) => {
    const { store, gate, catalogs, handovers } = await openInstance({ mode: from })
    const [accountId, key] = [newId('account', systemNow), crypto.randomUUID()]
    const productId = newId('kettle', systemNow).replace('_', '-')
    for (const catalog of catalogs) await catalog.put([entryOf(productId)])
    const request = () => ({ requestHash: 'h', newOrderId: newId('order', systemNow), leaseSeconds: 5 })

    const claim = await store.claim(accountId, key, request())
    await handovers.claims.copyBack()
    await gate.switchTo(to)
    const orderId = claim.kind === 'claimed' ? claim.orderId : ''
    const placed = await store.place(draft({ id: orderId, accountId, productId }), { key })
    const repeat = await store.claim(accountId, key, request())

    expect(repeat).toEqual({ kind: 'placed', order: placed })
    expect(await store.list(accountId)).toEqual([placed])
    for (const catalog of catalogs) expect((await catalog.stock([productId])).get(productId)).toBe(4)
  })
})

const entryOf = (id: string) => {
  const texts = { name: 'Copper Kettle', description: 'Boils.', category: 'Kitchen' }
  return { product: { id, ...texts, priceCents: 2990, status: 'active' as const }, stock: 5 }
}

interface Draft {
  readonly id: string
  readonly accountId: string
  readonly productId: string
}

const draft = ({ id, accountId, productId }: Draft): Omit<Order, 'number'> => ({
  id,
  accountId,
  status: 'paid',
  lines: [{ productId, name: 'Copper Kettle', quantity: 1, priceCents: 2990 }],
  totalCents: 2990,
  address: { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
  paymentReference: 'simulated',
  placedAt: Date.now(),
})
