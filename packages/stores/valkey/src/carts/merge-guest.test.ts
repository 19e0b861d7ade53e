import { cartKeySeconds, keptCartKeys } from '@unsticky/cart'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { sealedKey } from './cart-keys.ts'
import { defineCartScripts } from './cart-scripts.ts'
import { createValkeyCartStore } from './cart-store.ts'
import { mergeGuest } from './merge-guest.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey({ durable: true })
})
afterAll(() => valkey[Symbol.asyncDispose]())

class KilledHere extends Error {}

describe('a merge that dies half way', () => {
  it.each(['changeCart', 'unsealGuestCart'] as const)(
    'before %s is finished by the next call',
    async (step) => {
      const { store, guestId, accountId } = await guestWithTea()

      await expect(mergeThatDiesBefore(step, { guestId, accountId })).rejects.toThrow(KilledHere)
      const merged = await store.mergeGuest(guestId, accountId)

      expect(merged.lines).toMatchObject([{ productId: 'tea', quantity: 2 }])
      expect((await store.load(guestId)).lines).toEqual([])
      expect((await store.mergeGuest(guestId, accountId)).lines).toMatchObject([{ quantity: 2 }])
    },
  )

  it('takes what the guest added meanwhile along, once', async () => {
    const { store, guestId, accountId } = await guestWithTea()
    await expect(mergeThatDiesBefore('unsealGuestCart', { guestId, accountId })).rejects.toThrow(KilledHere)
    await store.change(guestId, tea(3), { key: crypto.randomUUID() })

    const merged = await store.mergeGuest(guestId, accountId)

    expect(merged.lines).toMatchObject([{ productId: 'tea', quantity: 5 }])
  })

  it('is never finished for another account', async () => {
    const { store, guestId, accountId } = await guestWithTea()
    const stranger = `account_${crypto.randomUUID()}`
    await expect(mergeThatDiesBefore('changeCart', { guestId, accountId })).rejects.toThrow(KilledHere)

    expect((await store.mergeGuest(guestId, stranger)).lines).toEqual([])
    expect((await store.mergeGuest(guestId, accountId)).lines).toMatchObject([{ quantity: 2 }])
  })

  it('remembers the merge longer than the sealed lines can live, whatever the account does meanwhile', async () => {
    const { store, guestId, accountId } = await guestWithTea()
    await expect(mergeThatDiesBefore('unsealGuestCart', { guestId, accountId })).rejects.toThrow(KilledHere)
    const redis = valkey.connect()

    const sealedFor = await redis.ask((connection) => connection.ttl(sealedKey(guestId, accountId)))
    expect(sealedFor).toBeGreaterThan(0)
    expect(await mergeRecordLives(accountId)).toBeGreaterThan(sealedFor)

    for (let change = 0; change <= keptCartKeys; change += 1)
      await store.change(accountId, { kind: 'set', productId: 'none', quantity: 1 }, { key: `${change}` })
    expect((await store.mergeGuest(guestId, accountId)).lines).toMatchObject([{ quantity: 2 }])
  })

  it('remembers a merge that is done for minutes only, and an instance that is late does not repeat it', async () => {
    const { store, guestId, accountId } = await guestWithTea()
    await Promise.all([store.mergeGuest(guestId, accountId), store.mergeGuest(guestId, accountId)])

    expect(await mergeRecordLives(accountId)).toBeLessThanOrEqual(cartKeySeconds)
    expect((await store.load(accountId)).lines).toMatchObject([{ quantity: 2 }])
  })
})

async function mergeRecordLives(accountId: string) {
  const redis = valkey.connect()
  const [record = ''] = await redis.ask((connection) => connection.keys(`cart:{${accountId}}:merge:*`))
  return redis.ask((connection) => connection.ttl(record))
}

const tea = (quantity: number) => ({ kind: 'add', productId: 'tea', quantity, priceCents: 790 }) as const

async function guestWithTea() {
  const store = createValkeyCartStore({ redis: valkey.connect() })
  const [guestId, accountId] = [`guest_${crypto.randomUUID()}`, `account_${crypto.randomUUID()}`]
  await store.change(guestId, tea(2), { key: crypto.randomUUID() })
  return { store, guestId, accountId }
}

/** Runs the real steps on the real server and stops where a killed instance would. */
function mergeThatDiesBefore(
  step: 'changeCart' | 'unsealGuestCart',
  merge: { guestId: string; accountId: string },
) {
  const die = () => Promise.reject(new KilledHere())
  const scripts = { ...defineCartScripts(valkey.connect()), [step]: die }
  const limits = { maxQuantity: 20, maxLines: 50 }
  return mergeGuest({ scripts, now: Date.now, limits }, merge)
}
