import type { AccountRecord, Profile } from '@unsticky/accounts'
import type { CartRecord } from '@unsticky/cart'
import type { Archive, FileRecord, LocalArchive, SessionRecord } from '@unsticky/kernel'
import { type ClaimCopy, claimRecordId, type Order, orderRecordId } from '@unsticky/orders'
import { createHandover } from './handover.ts'
import { isSameData } from './same-data.ts'

/** What is copied, kind by kind. */
export interface Archives {
  readonly accounts: Archive<AccountRecord>
  readonly profiles: Archive<Profile>
  readonly files: Archive<FileRecord>
  readonly orders: Archive<Order>
  readonly claims: Archive<ClaimCopy>
  readonly carts: Archive<CartRecord>
  readonly sessions: Archive<SessionRecord>
}

export type LocalArchives = {
  readonly [Kind in keyof Archives]: Archives[Kind] extends Archive<infer Item> ? LocalArchive<Item> : never
}

/** In the order in which they are copied: an account before what belongs to it, an order before its key. */
export const createHandovers = (old: LocalArchives, next: Archives) => ({
  accounts: createHandover<AccountRecord>({
    name: 'accounts',
    old: old.accounts,
    next: next.accounts,
    idOf: ({ email }) => email,
  }),
  profiles: createHandover<Profile>({
    name: 'profiles',
    old: old.profiles,
    next: next.profiles,
    idOf: ({ accountId }) => accountId,
  }),
  files: createHandover<FileRecord>({
    name: 'files',
    old: old.files,
    next: next.files,
    idOf: ({ key }) => key,
    isSame: (one, copy) =>
      one.file.contentType === copy.file.contentType && Buffer.compare(one.file.bytes, copy.file.bytes) === 0,
  }),
  orders: createHandover<Order>({
    name: 'orders',
    old: old.orders,
    next: next.orders,
    idOf: orderRecordId,
  }),
  claims: createHandover<ClaimCopy>({
    name: 'order keys',
    old: old.claims,
    next: next.claims,
    idOf: claimRecordId,
  }),
  carts: createHandover<CartRecord>({
    name: 'carts',
    old: old.carts,
    next: next.carts,
    idOf: ({ cart }) => cart.shopperId,
    isSame: isSameCart,
  }),
  sessions: createHandover<SessionRecord>({
    name: 'sessions',
    old: old.sessions,
    next: next.sessions,
    idOf: ({ sessionId }) => sessionId,
    isVersioned: false,
  }),
})

/** The copy may know more keys: a merge has one of its own in Valkey. */
function isSameCart(one: CartRecord, copy: CartRecord) {
  const known = new Set(copy.appliedKeys.map(({ key }) => key))
  return isSameData(one.cart, copy.cart) && one.appliedKeys.every(({ key }) => known.has(key))
}
