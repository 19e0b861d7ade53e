import { newId, systemNow, UnavailableError } from '@unsticky/kernel'
import { describeCartStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../testing/clock.ts'
import { recordInputs } from '../testing/recorded-inputs.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createDynamoCartStore } from './cart-store.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

const openStore = ({ now = systemNow, client = test.newClient() } = {}) =>
  createDynamoCartStore({ client, table: test.cloud.outputs.CartsTable, now })

describeCartStore('DynamoDB', {
  open: async () => {
    const { now, advance } = createClock()
    return { store: openStore({ now }), reopen: async () => openStore({ now }), advance, ...test.freezable }
  },
})

const add = { kind: 'add', productId: 'kettle', quantity: 1, priceCents: 2990 } as const
const day = 24 * 60 * 60 * 1000

describe('carts in DynamoDB', () => {
  it('reads what was written last, also right after a switch of devices', async () => {
    const client = test.newClient()
    const inputs = recordInputs(client)

    await openStore({ client }).load('account_1')

    expect(inputs).toEqual([expect.stringContaining('"ConsistentRead":true')])
  })

  it("R20 takes a guest's cart that has expired for none, though DynamoDB has not deleted it yet", async () => {
    const { now, advance } = createClock()
    const [store, guest] = [openStore({ now }), newId('guest', systemNow)]
    await store.change(guest, add, { key: 'one' })

    advance(30 * day)

    expect((await store.load(guest)).lines).toEqual([])
    expect(
      (await store.abandoned({ before: now(), limit: 1000 })).map((cart) => cart.shopperId),
    ).not.toContain(guest)
    const { cart } = await store.change(guest, add, { key: 'two' })
    expect(cart.lines).toMatchObject([{ quantity: 1 }])
    expect(await store.load(guest)).toEqual(cart)
  })

  it('R20 keeps the adds of two instances that find an expired cart at the same moment', async () => {
    const { now, advance } = createClock()
    const [phone, laptop, guest] = [openStore({ now }), openStore({ now }), newId('guest', systemNow)]
    await phone.change(guest, add, { key: 'long ago' })
    advance(30 * day)

    await Promise.all([
      phone.change(guest, add, { key: 'phone' }),
      laptop.change(guest, { ...add, productId: 'tea' }, { key: 'laptop' }),
    ])

    const { lines } = await phone.load(guest)
    expect(lines.map(({ productId }) => productId).sort()).toEqual(['kettle', 'tea'])
  })

  it('is the cart it was when DynamoDB answers again, and counts the repeat once', async () => {
    const [store, shopper] = [openStore(), newId('account', systemNow)]
    await store.change(shopper, add, { key: 'before' })

    test.cloud.aws.freeze()
    await expect(store.change(shopper, add, { key: 'during' })).rejects.toThrow(UnavailableError)
    test.cloud.aws.thaw()
    await store.change(shopper, add, { key: 'during' })
    await store.change(shopper, add, { key: 'during' })

    expect((await store.load(shopper)).lines).toMatchObject([{ quantity: 2 }])
  })

  it('makes no change behind the back of who was told that it failed', async () => {
    const [store, shopper] = [openStore(), newId('account', systemNow)]

    test.cloud.aws.freeze()
    const changes = Array.from({ length: 5 }, (_, index) =>
      store.change(shopper, add, { key: `key-${index}` }),
    )
    const outcomes = await Promise.allSettled(changes)
    test.cloud.aws.thaw()

    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
    // One was on its way when DynamoDB froze and may have been made; the four behind it were not begun.
    const { lines } = await store.load(shopper)
    expect(lines[0]?.quantity ?? 0).toBeLessThanOrEqual(1)
  })
})
