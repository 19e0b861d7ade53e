/** The reasons given for the skipped tests are true: what the before loses as soon as there is a second instance. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemNow } from '@unsticky/kernel'
import type { Order } from '@unsticky/orders'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createInProcessAdapters } from './in-process-adapters.ts'

const adding = { kind: 'add', productId: 'kettle', quantity: 1, priceCents: 2990 } as const
const anna = { email: 'anna@example.com', password: 'Kettle-and-tea-42' }
let root: string
let one: ReturnType<typeof createInProcessAdapters>
let two: ReturnType<typeof createInProcessAdapters>

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unsticky-instances-'))
  one = createInProcessAdapters({ now: systemNow, directory: join(root, 'one') })
  two = createInProcessAdapters({ now: systemNow, directory: join(root, 'two') })
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('two instances of the before', () => {
  it('live in their process, every adapter', () => {
    expect(Object.values(one).map(({ livesIn }) => livesIn.kind)).toEqual(Array(11).fill('in-process'))
  })

  it('do not see the cart of the other, and count a repeat twice', async () => {
    await one.carts.change('account_anna', adding, { key: 'key-1' })

    expect((await two.carts.load('account_anna')).lines).toEqual([])
    const repeat = await two.carts.change('account_anna', adding, { key: 'key-1' })
    expect(repeat.replayed).toBe(false)
  })

  it('do not know the account and the tokens of the other', async () => {
    await one.identity.signUp(anna)
    const login = await one.identity.logIn(anna)

    expect(await two.identity.logIn(anna)).toBeUndefined()
    expect(await two.identity.verifyAccessToken(login?.tokens.accessToken ?? '')).toBeUndefined()
  })

  it('sell the last unit twice, under the same number', async () => {
    const orders: Order[] = []
    for (const { catalog, orders: store } of [one, two]) {
      const product = { id: 'kettle', name: 'Kettle', description: '', category: 'Kitchen', priceCents: 2990 }
      await catalog.put([{ product: { ...product, status: 'active' }, stock: 1 }])
      const request = { requestHash: 'hash', newOrderId: `order_${orders.length}`, leaseSeconds: 5 }
      await store.claim('account_anna', 'key-1', request)
      orders.push(await store.place(draft(request.newOrderId), { key: 'key-1' }))
    }

    expect(orders).toHaveLength(2)
    expect(orders[0]?.number).toBe(orders[1]?.number)
  })

  it('do not have the picture of the other', async () => {
    await one.files.put('pictures/anna', { bytes: Uint8Array.of(1), contentType: 'image/png' })

    expect(await two.files.open('pictures/anna')).toBeUndefined()
  })

  it('allow twice the attempts and do a job twice', async () => {
    const rule = { limit: 1, windowSeconds: 60 }

    for (const { rateLimiter, leases } of [one, two]) {
      expect((await rateLimiter.hit('login:anna', rule)).allowed).toBe(true)
      expect(await leases.acquire('reminder', String(Math.random()), { ttlSeconds: 60 })).toBeDefined()
    }
  })
})

describe('the session store of the before', () => {
  it('brings a session back after logout, and hands out the live object', async () => {
    const { store } = one.sessions
    const session = { cookie: { originalMaxAge: null }, accountId: 'account_anna' }
    store.set('id', session, () => {})
    store.destroy('id', () => {})

    store.set('id', session, () => {})

    const found = await new Promise((resolve) => store.get('id', (_error, result) => resolve(result)))
    expect(found).toBe(session)
  })
})

function draft(id: string) {
  const line = { productId: 'kettle', name: 'Kettle', quantity: 1, priceCents: 2990 }
  const address = { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' }
  const fields = { status: 'paid', totalCents: 2990, paymentReference: 'simulated', placedAt: 1 } as const
  return { id, accountId: 'account_anna', lines: [line], address, ...fields }
}
