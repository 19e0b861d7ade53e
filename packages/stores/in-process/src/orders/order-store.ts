import {
  type AccountId,
  type IdempotencyKey,
  idempotencyKeySeconds,
  type LocalArchive,
  type Now,
  RequestInProgressError,
  systemNow,
} from '@unsticky/kernel'
import {
  assertTransition,
  CartOrderedError,
  type Claim,
  type ClaimCopy,
  type ClaimRequest,
  type LastOrder,
  type Order,
  type OrderQuery,
  type OrderStatus,
  type OrderStore,
  OutOfStockError,
  type PlaceOptions,
  recordId,
} from '@unsticky/orders'
import type { MemoryCatalogStore } from '../catalog/catalog-store.ts'
import { memory } from '../in-process.ts'
import { type ClaimRecord, createClaimArchive, createOrderArchive } from './order-archives.ts'

interface MemoryOrderStoreOptions {
  readonly catalog: MemoryCatalogStore
  readonly now?: Now
}

export interface MemoryOrderStore extends OrderStore {
  /** For moving out (apps/experiments/migrate). */
  readonly archives: { readonly orders: LocalArchive<Order>; readonly claims: LocalArchive<ClaimCopy> }
}

/** Orders in a Map, numbered by a counter, with the idempotency keys beside them. */
export function createMemoryOrderStore({
  catalog,
  now = systemNow,
}: MemoryOrderStoreOptions): MemoryOrderStore {
  // STATEFUL: the orders die with the process, and another instance does not show them.
  const orders = new Map<string, Order>()
  // STATEFUL: a checkout repeated on another instance is a second order.
  const claims = new Map<string, ClaimRecord>()
  // STATEFUL: an order placed on another instance is not seen, so one cart is ordered twice.
  const lastOrders = new Map<AccountId, LastOrder>()
  // STATEFUL: every instance counts for itself, so two orders get the same number.
  let lastNumber = 1000
  const archives = {
    orders: createOrderArchive(orders, { catalog }),
    claims: createClaimArchive(claims, { isPlaced: (orderId) => orders.has(orderId) }),
  }
  return {
    livesIn: memory,
    claim,
    release,
    place,
    last,
    get,
    list,
    transition,
    close: async () => {},
    archives,
  }

  async function claim(accountId: AccountId, key: IdempotencyKey, request: ClaimRequest): Promise<Claim> {
    const record = findClaim(accountId, key)
    if (record && record.requestHash !== request.requestHash) return { kind: 'mismatch' }
    const order = record && orders.get(record.orderId)
    if (order) return { kind: 'placed', order: structuredClone(order) }
    if (record && record.leaseEndsAt > now()) {
      return { kind: 'in-progress', retryAfterSeconds: Math.ceil((record.leaseEndsAt - now()) / 1000) }
    }
    const orderId = record?.orderId ?? request.newOrderId
    claims.set(recordId(accountId, key), {
      orderId,
      requestHash: request.requestHash,
      leaseEndsAt: now() + request.leaseSeconds * 1000,
      expiresAt: now() + idempotencyKeySeconds * 1000,
    })
    return { kind: 'claimed', orderId }
  }

  async function release(accountId: AccountId, key: IdempotencyKey) {
    const record = findClaim(accountId, key)
    if (record && !orders.has(record.orderId)) claims.delete(recordId(accountId, key))
  }

  async function place(order: Omit<Order, 'number'>, { key, after }: PlaceOptions): Promise<Order> {
    const stored = orders.get(order.id)
    if (stored) return structuredClone(stored)
    // An attempt that lost its key comes late: the key belongs to another order id by now.
    if (findClaim(order.accountId, key)?.orderId !== order.id) throw new RequestInProgressError()
    const last = lastOrders.get(order.accountId)
    if (after !== undefined && after?.id !== last?.id) throw new CartOrderedError(last?.id)
    const missing = catalog.takeStock(order.lines)
    if (missing.length > 0) throw new OutOfStockError(missing)
    const placed = structuredClone({ ...order, number: String(++lastNumber) })
    orders.set(order.id, placed)
    lastOrders.set(order.accountId, { id: placed.id, lines: placed.lines, placedAt: placed.placedAt })
    return structuredClone(placed)
  }

  async function last(accountId: AccountId) {
    return structuredClone(lastOrders.get(accountId)) ?? null
  }

  async function get(accountId: AccountId, orderId: string) {
    return structuredClone(find(accountId, orderId))
  }

  async function list(accountId: AccountId, { limit = 50, before }: OrderQuery = {}) {
    const own = [...orders.values()].filter((order) => order.accountId === accountId).reverse()
    const start = before === undefined ? 0 : own.findIndex(({ id }) => id === before) + 1 || own.length
    return structuredClone(own.slice(start, start + limit))
  }

  async function transition(accountId: AccountId, orderId: string, { to }: { to: OrderStatus }) {
    // Nothing is awaited between reading and writing, so two cancellations cannot both return the stock.
    const order = find(accountId, orderId)
    if (!order) return undefined
    if (order.status === to) return structuredClone(order)
    assertTransition(order.status, to)
    if (to === 'cancelled') catalog.returnStock(order.lines)
    const moved = { ...order, status: to }
    orders.set(orderId, moved)
    return structuredClone(moved)
  }

  function find(accountId: AccountId, orderId: string) {
    const order = orders.get(orderId)
    return order?.accountId === accountId ? order : undefined
  }

  function findClaim(accountId: AccountId, key: IdempotencyKey) {
    const record = claims.get(recordId(accountId, key))
    return record && record.expiresAt > now() ? record : undefined
  }
}
