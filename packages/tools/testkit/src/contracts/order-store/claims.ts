import { idempotencyKeySeconds } from '@unsticky/kernel'
import { expect } from 'vitest'
import { freshKey, inParallel } from '../../random-ids.ts'
import type { OrderSuite } from './order-store.contract.ts'
import { claimedId, claimRequest, draft, freshAccount, stocked } from './steps.ts'

export function claimPromises({ promises, needs }: OrderSuite) {
  promises('gives a new key to who asks, with the order id brought along', async ({ store }) => {
    const request = claimRequest()

    const claim = await store.claim(freshAccount(), freshKey(), request)

    expect(claim).toEqual({ kind: 'claimed', orderId: request.newOrderId })
  })

  promises('says that a claimed key is being worked on', async ({ store }) => {
    const [account, key] = [freshAccount(), freshKey()]
    await store.claim(account, key, claimRequest())

    const claim = await store.claim(account, key, claimRequest())

    expect(claim).toEqual({ kind: 'in-progress', retryAfterSeconds: expect.any(Number) })
    expect(claim.kind === 'in-progress' && claim.retryAfterSeconds).toBeGreaterThan(0)
  })

  promises('lets exactly one of twenty claims at the same moment win', async ({ store }) => {
    const [account, key] = [freshAccount(), freshKey()]

    const claims = await inParallel(20, () => store.claim(account, key, claimRequest()))

    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1)
    expect(claims.filter(({ kind }) => kind === 'in-progress')).toHaveLength(19)
  })

  promises('refuses a key that comes with another body, claimed or placed', async ({ store, catalog }) => {
    const [account, key] = [freshAccount(), freshKey()]
    const other = claimRequest({ requestHash: 'hash-of-another-body' })
    const id = claimedId(await store.claim(account, key, claimRequest()))

    expect(await store.claim(account, key, other)).toEqual({ kind: 'mismatch' })
    await store.place(draft(account, { [await stocked(catalog, 1)]: 1 }, { id }), { key })
    expect(await store.claim(account, key, other)).toEqual({ kind: 'mismatch' })
  })

  promises('gives the order to a claim of a key that was placed', async ({ store, catalog }) => {
    const [account, key] = [freshAccount(), freshKey()]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    const order = await store.place(draft(account, { [await stocked(catalog, 1)]: 1 }, { id }), { key })

    expect(await store.claim(account, key, claimRequest())).toEqual({ kind: 'placed', order })
  })

  promises('keeps the same key of two accounts apart', async ({ store }) => {
    const [anna, ben, key] = [freshAccount(), freshAccount(), freshKey()]
    await store.claim(anna, key, claimRequest())
    const request = claimRequest({ requestHash: 'what ben wants' })

    expect(await store.claim(ben, key, request)).toEqual({ kind: 'claimed', orderId: request.newOrderId })
  })

  promises('frees a key that is released, also for another body', async ({ store }) => {
    const [account, key] = [freshAccount(), freshKey()]
    await store.claim(account, key, claimRequest())

    await store.release(account, key)

    const claim = await store.claim(account, key, claimRequest({ requestHash: 'corrected' }))
    expect(claim.kind).toBe('claimed')
  })

  promises('does not release an order that was placed', async ({ store, catalog }) => {
    const [account, key] = [freshAccount(), freshKey()]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    const order = await store.place(draft(account, { [await stocked(catalog, 1)]: 1 }, { id }), { key })

    await store.release(account, key)

    expect(await store.claim(account, key, claimRequest())).toEqual({ kind: 'placed', order })
  })

  promises('releases an unknown key without an error', async ({ store }) => {
    await store.release(freshAccount(), freshKey())
  })

  needs('expiry', 'hands the key of a dead instance on, with the order id it had', async (stage) => {
    const { store, advance } = stage
    const [account, key] = [freshAccount(), freshKey()]
    const id = claimedId(await store.claim(account, key, claimRequest({ leaseSeconds: 5 })))

    await advance(4_000)
    expect((await store.claim(account, key, claimRequest())).kind).toBe('in-progress')
    await advance(2_000)
    const claims = await inParallel(10, () => store.claim(account, key, claimRequest()))

    expect(claims.filter(({ kind }) => kind === 'claimed')).toEqual([{ kind: 'claimed', orderId: id }])
    expect(claims.filter(({ kind }) => kind === 'in-progress')).toHaveLength(9)
  })

  needs('expiry', 'refuses another body also when the lease ran out', async ({ store, advance }) => {
    const [account, key] = [freshAccount(), freshKey()]
    await store.claim(account, key, claimRequest({ leaseSeconds: 5 }))
    await advance(6_000)

    const other = await store.claim(account, key, claimRequest({ requestHash: 'another' }))

    expect(other).toEqual({ kind: 'mismatch' })
  })

  needs('expiry', 'remembers a key for 24 hours and not for ever', async ({ store, catalog, advance }) => {
    const [account, key] = [freshAccount(), freshKey()]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    await store.place(draft(account, { [await stocked(catalog, 1)]: 1 }, { id }), { key })

    await advance((idempotencyKeySeconds - 60) * 1000)
    expect((await store.claim(account, key, claimRequest())).kind).toBe('placed')
    await advance(120_000)
    expect((await store.claim(account, key, claimRequest())).kind).toBe('claimed')
  })
}
