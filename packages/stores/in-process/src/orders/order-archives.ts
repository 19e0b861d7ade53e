import type { LocalArchive } from '@unsticky/kernel'
import { type ClaimCopy, claimRecordId, earlierStatuses, type Order, parseRecordId } from '@unsticky/orders'
import type { MemoryCatalogStore } from '../catalog/catalog-store.ts'
import { createMapArchive } from '../map-archive.ts'

export interface ClaimRecord {
  readonly requestHash: string
  readonly orderId: string
  readonly leaseEndsAt: number
  readonly expiresAt: number
}

/**
 * The orders of a memory store. An order that comes from outside takes its units out of the stock, and puts them back
 * when it comes as cancelled: once, because it comes in once.
 */
export function createOrderArchive(
  orders: Map<string, Order>,
  { catalog }: { catalog: MemoryCatalogStore },
): LocalArchive<Order> {
  const { all } = createMapArchive(orders, {
    toItem: (_id, order) => order,
    toPair: (order) => [order.id, order],
  })
  return { all, read, write, remove: async (id) => void orders.delete(idIn(id)) }

  async function read(id: string) {
    return structuredClone(orders.get(idIn(id)))
  }

  async function write(order: Order) {
    const known = orders.get(order.id)
    if (known && !earlierStatuses[order.status].includes(known.status)) return
    orders.set(order.id, structuredClone(order))
    if (!known && order.status !== 'cancelled') catalog.giveOut(order.lines)
    if (known && order.status === 'cancelled') catalog.returnStock(order.lines)
  }
}

const idIn = (id: string) => parseRecordId(id)[1]

/** The idempotency records of a memory store. A later lease is the newer record. */
export function createClaimArchive(
  claims: Map<string, ClaimRecord>,
  { isPlaced }: { isPlaced: (orderId: string) => boolean },
): LocalArchive<ClaimCopy> {
  return createMapArchive(claims, {
    toItem: (id, claim): ClaimCopy => {
      const [accountId, key] = parseRecordId(id)
      return { accountId, key, ...claim, isPlaced: isPlaced(claim.orderId) }
    },
    toPair: (copy) => {
      const { requestHash, orderId, leaseEndsAt, expiresAt } = copy
      return [claimRecordId(copy), { requestHash, orderId, leaseEndsAt, expiresAt }]
    },
    isNewer: (claim, known) => claim.leaseEndsAt > known.leaseEndsAt,
  })
}
