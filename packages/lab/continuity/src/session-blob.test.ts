/**
 * The trap of the naive move: the session, with the cart in it, goes to a shared store and is loaded and saved whole,
 * as @fastify/session does. Two requests at a time, and one overwrites the other. Every answer is a 200.
 */
import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { createLedger, type Ledger } from './ledger.ts'

interface Line {
  readonly productId: string
  readonly quantity: number
}

/** A shop that answers after the store did; every call takes a trip or two over the wire. */
interface Shop {
  add(line: Line): Promise<void>
  read(): Promise<readonly Line[]>
}

function shopWithCartInSession({ rolling }: { rolling: boolean }): Shop {
  let blob = JSON.stringify({ cart: [] })
  return {
    add: (line) => inSession((session) => void session.cart.push(line), { isSaved: true }),
    read: () => inSession((session) => [...session.cart], { isSaved: rolling }),
  }

  async function inSession<T>(
    handle: (session: { cart: Line[] }) => T,
    { isSaved }: { isSaved: boolean },
  ): Promise<T> {
    await tick()
    const session = JSON.parse(blob) as { cart: Line[] }
    await tick()
    const answer = handle(session)
    if (isSaved) blob = JSON.stringify(session)
    return answer as T
  }
}

function shopWithAtomicLines(): Shop {
  const lines = new Map<string, number>()
  return {
    async add({ productId, quantity }) {
      await tick()
      lines.set(productId, (lines.get(productId) ?? 0) + quantity)
      await tick()
    },
    async read() {
      await tick()
      return [...lines].map(([productId, quantity]) => ({ productId, quantity }))
    },
  }
}

describe('a cart kept in a naively shared session', () => {
  it('is found lost after two devices added at the same moment', async () => {
    const verdict = await shopOnTwoDevices(shopWithCartInSession({ rolling: false }), { inParallel: true })
    expect(verdict).toMatchObject({ cartsChecked: 1, cartsLost: 1, cartsMixed: 0 })
    expect(verdict.anomalies[0]?.kind).toBe('cart-incomplete')
  })

  it('is found lost after a mere read overlapped an addition, when reads save the session too', async () => {
    const rolling = await addDuringRead(shopWithCartInSession({ rolling: true }))
    const saving = await addDuringRead(shopWithCartInSession({ rolling: false }))
    expect({ rolling: rolling.cartsLost, saving: saving.cartsLost }).toEqual({ rolling: 1, saving: 0 })
  })

  it('is not accused while one request follows the other', async () => {
    const verdict = await shopOnTwoDevices(shopWithCartInSession({ rolling: true }), { inParallel: false })
    expect(verdict).toMatchObject({ cartsChecked: 1, cartsLost: 0, anomalies: [] })
  })
})

describe('a cart kept line by line', () => {
  it('loses nothing, however many devices add at the same moment', async () => {
    const verdict = await shopOnTwoDevices(shopWithAtomicLines(), { inParallel: true })
    expect(verdict).toMatchObject({ cartsChecked: 1, cartsLost: 0, cartsMixed: 0, anomalies: [] })
    expect((await addDuringRead(shopWithAtomicLines())).cartsLost).toBe(0)
  })
})

async function shopOnTwoDevices(shop: Shop, { inParallel }: { inParallel: boolean }) {
  const ledger = await loggedIn()
  const adds = ['laptop', 'phone'].flatMap((process) =>
    ['tea', 'cup'].map((productId) => () => add(shop, ledger, { process, productId })),
  )
  if (inParallel) await Promise.all(adds.map((each) => each()))
  else for (const each of adds) await each()
  await read(shop, ledger)
  return judge(ledger.events())
}

async function addDuringRead(shop: Shop) {
  const ledger = await loggedIn()
  await Promise.all([add(shop, ledger, { process: 'laptop', productId: 'tea' }), read(shop, ledger)])
  await read(shop, ledger)
  return judge(ledger.events())
}

async function loggedIn() {
  const ledger = createLedger({ shopper: 'ada', now: Date.now })
  for (const process of ['laptop', 'phone']) ledger.invoke('signUp', {}, { process }).answered(201)
  return ledger
}

async function add(
  shop: Shop,
  ledger: Ledger,
  { process, productId }: { process: string; productId: string },
) {
  const line = { productId, quantity: 1 }
  const act = ledger.invoke('addToCart', line, { process })
  await shop.add(line)
  act.answered(200)
}

async function read(shop: Shop, ledger: Ledger) {
  const act = ledger.invoke('readCart', undefined, { process: 'phone' })
  const lines = await shop.read()
  act.answered(200, () => ({ lines }))
}
