import type { Archive, LocalArchive } from '@unsticky/kernel'
import { eachOf } from './each-of.ts'
import { createKeyedLocks } from './keyed-locks.ts'
import { isSameData } from './same-data.ts'

export interface HandoverOptions<Item> {
  /** "carts" */
  readonly name: string
  readonly old: LocalArchive<Item>
  readonly next: Archive<Item>
  readonly idOf: (item: Item) => string
  /** Whether the copy is good; unless given, whether it holds the same data. */
  readonly isSame?: (old: Item, copy: Item) => boolean
  /** False: `write` cannot tell an older record, so it is always given the latest, read under the lock. */
  readonly isVersioned?: boolean
}

export interface HandoverCounts {
  readonly name: string
  /** Records looked at. */
  readonly records: number
  /** Missing or different in the new store, and copied again. */
  readonly repaired: number
  /** Still different after that: nothing may be switched. */
  readonly different: number
}

/**
 * One kind of records on its way from the old store to the new. All copies of a record in this process come one after
 * the other, and each copies what is there at that moment: a late copy cannot overtake a newer one. Against other
 * processes the versions in `Archive.write` decide.
 */
export interface Handover<Item> {
  readonly name: string
  /** Copies a record that the old store has just acknowledged. Does not throw: what failed is noted and repaired. */
  copy(id: string): Promise<void>
  /** Before the new store is asked: what only the old one has comes along. Throws when the new store does not answer. */
  ensure(id: string): Promise<void>
  /** Takes over what the new store acknowledged, so that the way back stays open. */
  mirror(item: Item): Promise<void>
  /** The same, read from the new store. */
  mirrorById(id: string): Promise<void>
  /** Runs a removal from both stores, with no copy in between. */
  remove(id: string, removal: () => Promise<void>): Promise<void>
  /** Copies everything. */
  backfill(onRecord?: () => void): Promise<number>
  /** Compares everything, and copies again what is not the same. */
  verify(): Promise<HandoverCounts>
  /** Brings the old store to where the new one is: newer records come, ended ones go. */
  copyBack(): Promise<number>
  /** Forgets what was copied: the old store changes without us from now on. */
  reset(): void
}

export function createHandover<Item>(options: HandoverOptions<Item>): Handover<Item> {
  const { name, old, next, idOf, isSame = isSameData, isVersioned = true } = options
  const locks = createKeyedLocks()
  const copied = new Set<string>()
  return {
    name,
    copy: (id) => transfer(id).catch(() => void copied.delete(id)),
    ensure: async (id) => (copied.has(id) ? undefined : transfer(id)),
    mirror,
    mirrorById,
    remove,
    backfill,
    verify,
    copyBack,
    reset: () => copied.clear(),
  }

  function transfer(id: string) {
    return locks.run(id, async () => {
      const item = await old.read(id)
      if (item) await next.write(item)
      copied.add(id)
    })
  }

  function mirror(item: Item) {
    const id = idOf(item)
    return locks.run(id, async () => {
      copied.add(id)
      await old.write(item)
    })
  }

  function mirrorById(id: string) {
    return locks.run(id, async () => {
      const item = await next.read(id)
      copied.add(id)
      if (item) await old.write(item)
    })
  }

  function remove(id: string, removal: () => Promise<void>) {
    return locks.run(id, removal)
  }

  async function backfill(onRecord = () => {}) {
    return eachOf(old.all(), async (item) => {
      const id = idOf(item)
      // Read again, under the lock: what `all` gave may be old by now.
      if (!copied.has(id)) await transfer(id)
      onRecord()
    })
  }

  async function verify(): Promise<HandoverCounts> {
    const copies = new Map<string, Item>()
    for await (const item of next.all()) copies.set(idOf(item), item)
    const counts = { repaired: 0, different: 0 }
    const records = await eachOf(old.all(), async (item) => {
      const copy = copies.get(idOf(item))
      if (!copy || !isSame(item, copy)) await repair(idOf(item), counts)
    })
    return { name, records, ...counts }
  }

  /** Looks again under the lock first: a shopper may have changed it between the two looks. */
  function repair(id: string, counts: { repaired: number; different: number }) {
    return locks.run(id, async () => {
      const item = await old.read(id)
      if (!item || isGood(item, await next.read(id))) return
      await next.write(item)
      if (isGood(item, await next.read(id))) counts.repaired += 1
      else counts.different += 1
      copied.add(id)
    })
  }

  function isGood(item: Item, copy: Item | undefined) {
    return copy !== undefined && isSame(item, copy)
  }

  async function copyBack() {
    const present = new Set<string>()
    const records = await eachOf(next.all(), async (item) => {
      present.add(idOf(item))
      await (isVersioned ? mirror(item) : mirrorById(idOf(item)))
    })
    await eachOf(old.all(), async (item) => {
      if (!present.has(idOf(item))) await removeEnded(idOf(item))
    })
    return records
  }

  /** It was handed over and is not there any more: it has ended there. */
  function removeEnded(id: string) {
    return locks.run(id, async () => {
      if (copied.has(id) && !(await next.read(id))) await old.remove(id)
    })
  }
}
