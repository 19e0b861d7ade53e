import type { CartStore } from '@unsticky/cart'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mode } from './gate.ts'
import { type CartStage, startCartStage } from './testing/cart-stage.ts'

let stage: CartStage
beforeAll(async () => {
  stage = await startCartStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const freshShopper = () => `account_${crypto.randomUUID()}`
const add = (store: CartStore, shopper: string, key: string = crypto.randomUUID()) =>
  store.change(shopper, { kind: 'add', productId: 'tea', quantity: 1, priceCents: 990 }, { key })
const unitsIn = async (store: CartStore, shopper: string) =>
  (await store.load(shopper)).lines.reduce((sum, { quantity }) => sum + quantity, 0)

describe('a move of carts', () => {
  it('has every acknowledged add on both sides, whatever is switched while they are made', async () => {
    const { store, old, next, gate, handover } = await stage.openInstance()
    const shoppers = Array.from({ length: 12 }, freshShopper)
    const way: Mode[] = ['dual-write', 'read-through', 'dual-write', 'read-through']
    const shopping = shoppers.map(async (shopper) => {
      for (let units = 0; units < 18; units += 1) await add(store, shopper)
    })

    for (const mode of way) {
      if (mode === 'dual-write') await handover.copyBack()
      await gate.switchTo(mode)
      if (mode === 'dual-write') await handover.backfill()
    }
    await Promise.all(shopping)
    await handover.copyBack()

    for (const side of [old, next])
      expect(await Promise.all(shoppers.map((shopper) => unitsIn(side, shopper)))).toEqual(
        shoppers.map(() => 18),
      )
  })

  it('counts a repeat once that arrives after the switch, in either direction', async () => {
    const { store, gate, handover } = await stage.openInstance({ mode: 'dual-write' })
    const [shopper, first, second] = [freshShopper(), crypto.randomUUID(), crypto.randomUUID()]
    await add(store, shopper, first)
    await gate.switchTo('read-through')
    expect((await add(store, shopper, first)).replayed).toBe(true)
    await add(store, shopper, second)

    await handover.copyBack()
    await gate.switchTo('off')

    expect((await add(store, shopper, second)).replayed).toBe(true)
    expect(await unitsIn(store, shopper)).toBe(2)
  })

  it('keeps memory up to date while the new store decides', async () => {
    const { store, old } = await stage.openInstance({ mode: 'read-through' })
    const shopper = freshShopper()

    await add(store, shopper)

    expect(await unitsIn(old, shopper)).toBe(1)
  })

  it('never writes an old copy over what another instance has written since', async () => {
    const before = await stage.openInstance({ mode: 'dual-write' })
    const after = await stage.openInstance({ mode: 'read-through' })
    const shopper = freshShopper()
    await add(before.store, shopper)
    await add(after.store, shopper)

    await before.handover.copy(shopper)
    await before.handover.verify()

    expect(await unitsIn(after.next, shopper)).toBe(2)
  })

  it('goes on without the new store while it is away, and repairs the copies afterwards', async () => {
    const { store, next, handover } = await stage.openInstance({ mode: 'dual-write' })
    const shopper = freshShopper()
    await add(store, shopper)

    stage.server.freeze()
    await add(store, shopper)
    stage.server.thaw()

    expect(await unitsIn(store, shopper)).toBe(2)
    expect(await handover.verify()).toMatchObject({ records: 1, different: 0 })
    expect(await unitsIn(next, shopper)).toBe(2)
  })

  it('says so when nothing was copied', async () => {
    const { store, next, handover } = await stage.openInstance()
    const shopper = freshShopper()
    await add(store, shopper)
    await handover.backfill()
    await add(store, shopper)

    expect(await unitsIn(next, shopper)).toBe(1)
    expect(await handover.verify()).toMatchObject({ records: 1, repaired: 1 })
    expect(await handover.verify()).toMatchObject({ records: 1, repaired: 0 })
  })
})
