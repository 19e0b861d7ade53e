import { cartKeySeconds, cartLimits, QuantityLimitError } from '@unsticky/cart'
import { IdempotencyKeyReusedError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { createClock } from '../testing/clock.ts'
import { createSessionCarts } from './session-carts.ts'

const adding = (productId: string, quantity = 1) =>
  ({ kind: 'add', productId, quantity, priceCents: 990 }) as const

describe('createSessionCarts', () => {
  it('keeps the cart in the session, as text that any store can keep', async () => {
    const { carts, session } = openSession()

    await carts.change('account_anna', adding('kettle', 2), { key: 'key-1' })

    const copy = JSON.parse(JSON.stringify(session))
    const elsewhere = createSessionCarts(createClock()).inSession(copy)
    expect(await elsewhere.load('account_anna')).toEqual(await carts.load('account_anna'))
  })

  it('keeps both of two adds that share the live session, as a memory store hands it out', async () => {
    const { carts, session, open } = openSession()

    await Promise.all([
      carts.change('account_anna', adding('kettle'), { key: 'key-1' }),
      open(session).change('account_anna', adding('tea'), { key: 'key-2' }),
    ])

    expect((await carts.load('account_anna')).lines).toHaveLength(2)
  })

  it('loses one of two adds that hold copies of the session: the fault that it is kept for', async () => {
    const { session, open } = openSession()
    const [first, second] = [structuredClone(session), structuredClone(session)]

    await open(first).change('account_anna', adding('kettle'), { key: 'key-1' })
    await open(second).change('account_anna', adding('tea'), { key: 'key-2' })
    const savedLast = structuredClone(second)

    const { lines } = await open(savedLast).load('account_anna')
    expect(lines.map(({ productId }) => productId)).toEqual(['tea'])
  })

  it('counts a change once per key, for 15 minutes', async () => {
    const { carts, clock } = openSession()
    const add = () => carts.change('account_anna', adding('kettle'), { key: 'key-1' })

    expect((await add()).replayed).toBe(false)
    expect((await add()).replayed).toBe(true)
    clock.advance((cartKeySeconds + 1) * 1000)
    expect((await add()).replayed).toBe(false)
  })

  it('does not carry expired keys along in the session', async () => {
    const { carts, session, clock } = openSession()
    await carts.change('account_anna', adding('kettle'), { key: 'key-1' })
    clock.advance((cartKeySeconds + 1) * 1000)

    await carts.change('account_anna', adding('kettle'), { key: 'key-2' })

    expect(session.seenKeys).toHaveLength(1)
  })

  it('refuses a key with another change and a line above the limit, and changes nothing', async () => {
    const { carts } = openSession()
    const { cart } = await carts.change('account_anna', adding('kettle'), { key: 'key-1' })
    const tooMany = adding('kettle', cartLimits.maxQuantity)

    await expect(carts.change('account_anna', adding('tea'), { key: 'key-1' })).rejects.toThrow(
      IdempotencyKeyReusedError,
    )
    await expect(carts.change('account_anna', tooMany, { key: 'key-2' })).rejects.toThrow(QuantityLimitError)
    expect(await carts.load('account_anna')).toEqual(cart)
  })

  it("makes the guest's cart the account's, as both are in the same session", async () => {
    const { carts } = openSession()
    await carts.change('guest_1', adding('kettle', 2), { key: 'key-1' })

    await carts.mergeGuest('guest_1', 'account_anna')
    const merged = await carts.mergeGuest('guest_1', 'account_anna')

    expect(merged).toMatchObject({
      shopperId: 'account_anna',
      lines: [{ productId: 'kettle', quantity: 2 }],
    })
  })
})

function openSession() {
  const clock = createClock()
  const session: Record<string, unknown> = { accountId: 'account_anna' }
  const open = (live: Record<string, unknown>) => createSessionCarts(clock).inSession(live)
  return { clock, session, open, carts: open(session) }
}

it('is no place to write to without a session', async () => {
  const carts = createSessionCarts(createClock())

  await expect(carts.change()).rejects.toThrow('inSession')
  expect(await carts.abandoned()).toEqual([])
})
