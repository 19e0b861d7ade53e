/** A correct shop with one shopper, and histories of random interleavings on it. */
import fc from 'fast-check'
import type { Ledger, PendingAct } from '../ledger.ts'

type Fate = 'ok' | 'fail' | 'lost answer' | 'lost request' | 'late'

/** One act: when it is sent, when it takes effect, when it is answered (all relative), and what becomes of it. */
export interface PlannedAct {
  readonly f: 'addToCart' | 'setQuantity' | 'readCart' | 'checkout'
  readonly process: string
  readonly productId: string
  readonly quantity: number
  readonly fate: Fate
  readonly key: string
  readonly startAfter: number
  readonly takesEffectAfter: number
  readonly answeredAfter: number
}

const acts = ['addToCart', 'addToCart', 'setQuantity', 'readCart', 'readCart', 'checkout'] as const
const fates = ['ok', 'ok', 'ok', 'fail', 'lost answer', 'lost request', 'late'] as const

export const plannedActs = fc.array(
  fc.record({
    f: fc.constantFrom(...acts),
    process: fc.constantFrom('laptop', 'phone'),
    productId: fc.constantFrom('tea', 'cup', 'pot'),
    quantity: fc.integer({ min: 0, max: 3 }),
    fate: fc.constantFrom<Fate>(...fates),
    // Few keys, so that some acts are repeats of others.
    key: fc.constantFrom(...Array.from({ length: 40 }, (_, number) => `key-${number}`)),
    startAfter: fc.integer({ min: 0, max: 4 }),
    takesEffectAfter: fc.integer({ min: 0, max: 4 }),
    answeredAfter: fc.integer({ min: 0, max: 4 }),
  }),
  { minLength: 1, maxLength: 25 },
)

/** Plays the acts on a correct cart that counts each key once, and writes the history into the ledger. */
export function playOnCorrectCart(ledger: Ledger, plan: readonly PlannedAct[]): void {
  const cart = createCorrectCart()
  const moments: { at: number; run: () => void }[] = []
  let sentAt = 0
  for (const act of withOneMeaningPerKey(plan)) {
    sentAt += act.startAfter
    const effectAt = sentAt + act.takesEffectAfter + (act.fate === 'late' ? 20 : 0)
    const answeredAt = sentAt + act.takesEffectAfter + act.answeredAfter
    let pending: PendingAct
    let shown: unknown
    const hasEffect = act.fate !== 'fail' && act.fate !== 'lost request'
    moments.push({ at: sentAt, run: () => (pending = invoke(ledger, act)) })
    if (hasEffect) moments.push({ at: effectAt, run: () => (shown = cart.perform(act)) })
    moments.push({ at: answeredAt, run: () => answer(pending, act, shown) })
  }
  for (const { run } of moments.sort((a, b) => a.at - b.at)) run()
}

/** The same key with another body is refused by a shop; here it becomes another key. */
const withOneMeaningPerKey = (plan: readonly PlannedAct[]) =>
  plan.map((act) => ({ ...act, key: `${act.key} ${act.f} ${act.productId} ${act.quantity}` }))

function invoke(ledger: Ledger, { f, process, key, productId, quantity }: PlannedAct) {
  if (f === 'readCart') return ledger.invoke(f, undefined, { process })
  return ledger.invoke(f, f === 'checkout' ? undefined : { productId, quantity }, { process, key })
}

function answer(pending: PendingAct, { fate }: PlannedAct, shown: unknown) {
  if (fate === 'ok') return pending.ok(shown)
  return fate === 'fail' ? pending.fail() : pending.info()
}

function createCorrectCart() {
  const lines = new Map<string, number>()
  const done = new Map<string, unknown>()
  return { perform }

  function perform(act: PlannedAct): unknown {
    if (act.f === 'readCart') return shownCart()
    if (!done.has(act.key)) done.set(act.key, write(act))
    return done.get(act.key)
  }

  function write({ f, productId, quantity, key }: PlannedAct) {
    if (f === 'checkout') {
      const order = { orderId: key, number: key, ...shownCart() }
      lines.clear()
      return order
    }
    const before = lines.get(productId) ?? 0
    if (f === 'addToCart') lines.set(productId, before + quantity)
    if (f === 'setQuantity' && before > 0) lines.set(productId, quantity)
    if (lines.get(productId) === 0) lines.delete(productId)
    return undefined
  }

  function shownCart() {
    return { lines: [...lines].map(([productId, quantity]) => ({ productId, quantity })) }
  }
}
