import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLedger, type Line, type PendingAct } from '@unsticky/continuity'
import type { Answer, Device, Sending } from './device.ts'
import { createVerdict, type ShopperVerdict } from './verdict.ts'

export interface ShopperOptions {
  readonly openDevice: (name: string) => Device
  readonly devices: 1 | 2
  readonly productIds: readonly string[]
  /** Milliseconds to wait before the next act. */
  readonly pauseMs: () => number
  readonly signal: AbortSignal
  /** Called when what this shopper saw changes what is known about the shop. */
  readonly onVerdict: (verdict: ShopperVerdict) => void
}

/** Then the shopper leaves, and another one comes. */
const actsOfALife = 50

/** Of three acts, one puts something in twice at once, and two ask who is signed in and what is in the cart. */
export const requestsPerAct = 6 / 3

/**
 * One shopper's visit: comes as a guest, puts something in, signs up, shops and looks into the cart, on the phone too if
 * there is one. Who has been signed out logs in again. What was acknowledged stands in a ledger, and `continuity` judges
 * every look. Who has lost the cart leaves. Rejects only when `signal` is aborted.
 */
export async function visit(options: ShopperOptions): Promise<void> {
  const { openDevice, devices, productIds, pauseMs, signal, onVerdict } = options
  const id = `shopper-${randomUUID().slice(0, 8)}`
  const account = { email: `${id}@example.test`, password: `secret-${id}-1` }
  const ledger = createLedger({ shopper: id, now: Date.now })
  const verdict = createVerdict(ledger, onVerdict)
  const laptop = openDevice('laptop')
  const phone = devices === 2 ? openDevice('phone') : undefined
  /** Where the shop has said that the shopper is signed in. */
  const signedIn = new Set<Device>()

  await laptop.openSession()
  await add(laptop)
  await signUp()
  if (phone) await logIn(phone)
  for (let act = 0; act < actsOfALife && !verdict.isCartLost(); act++) {
    await sleep(pauseMs(), undefined, { signal })
    // By two tabs at once: what writes a whole cart or session back loses one of the two.
    if (act % 3 === 0) await Promise.all([add(laptop), add(laptop)])
    else await look(phone && act % 3 === 2 ? phone : laptop)
  }

  async function signUp() {
    await laptop.openSession()
    const displayName = `Shopper ${id}`
    const pending = ledger.invoke('signUp', { displayName }, { process: laptop.name })
    // The key lets a sign-up be sent again when nobody knows what became of it.
    const sending = { body: { ...account, displayName }, key: randomUUID() }
    const answer = await laptop.send('POST', '/api/accounts', sending)
    end(pending, answer)
    if (isDone(answer)) signedIn.add(laptop)
    await laptop.openSession()
  }

  async function logIn(device: Device) {
    await device.openSession()
    const pending = ledger.invoke('login', undefined, { process: device.name })
    const answer = await device.send('POST', '/api/session', { body: account })
    end(pending, answer)
    if (isDone(answer)) signedIn.add(device)
    await device.openSession()
    verdict.reconsider()
  }

  async function add(device: Device) {
    const body = { productId: pick(productIds), quantity: 1 }
    const sending: Sending = { body, key: randomUUID() }
    const pending = ledger.invoke('addToCart', body, { process: device.name, key: sending.key })
    end(pending, await device.send('POST', '/api/cart/lines', sending))
  }

  async function look(device: Device) {
    if (await readCart(device)) return
    await logIn(device)
    if (!verdict.isCartLost()) await readCart(device)
  }

  /** Resolves to whether the shop still knew who was asking. */
  async function readCart(device: Device) {
    const reading = ledger.invoke('readCart', undefined, { process: device.name })
    const answer = await device.send('GET', '/api/cart')
    const isKnown = !(await isThrownOut(device))
    // What a guest is shown says nothing about the account's cart: only who stays out has lost it.
    end(reading, isKnown ? answer : { ...answer, status: 0 }, linesOf)
    verdict.reconsider()
    return isKnown
  }

  /** A guest is welcome and gets a 200; who had signed in finds out that way. */
  async function isThrownOut(device: Device) {
    const asking = ledger.invoke('readSession', undefined, { process: device.name })
    const answer = await device.openSession()
    const isGuest = answer.status === 200 && !(answer.body as { signedIn: boolean }).signedIn
    const isOut = isGuest && signedIn.has(device)
    end(asking, isOut ? { ...answer, status: 401 } : answer)
    return isOut
  }
}

function end(pending: PendingAct, answer: Answer, show?: (answer: Answer) => unknown) {
  const { status, instance, saysRetry } = answer
  pending.answered(status, show && (() => show(answer)), { instance, saysRetry })
}

const isDone = ({ status }: Answer) => status >= 200 && status < 300

const linesOf = ({ body }: Answer) => ({
  lines: (body as { lines: readonly Line[] }).lines.map(({ productId, quantity }) => ({
    productId,
    quantity,
  })),
})

const pick = (from: readonly string[]) => from[Math.floor(Math.random() * from.length)] as string
