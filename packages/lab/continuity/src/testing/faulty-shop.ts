/** A right shop in a few lines, its shoppers' histories, and what one fault at a time makes of them. */
import type { HistoryEvent, Line, ShownOrder } from '../events.ts'
import { createLedger } from '../ledger.ts'

export const faults = [
  'drops one add of 200',
  "shows another shopper's cart",
  'shows carts as they were 2 s before',
  'counts an add twice',
  'places an order twice',
  "shows another shopper's order",
  'lists an order late',
  'forgets an order',
  'gives a number twice',
  'puts other lines into an order',
  'changes an order afterwards',
  "shows another shopper's profile",
  "shows another shopper's picture",
  'loses a picture',
  'refuses a login',
] as const

export type Fault = (typeof faults)[number]

interface Options {
  readonly shoppers: number
  readonly fault?: Fault | undefined
}

/** The shopper whom it hits; the fault of 2 s hits all. */
const victim = 7

/** All shoppers do the same: two devices, a picture, four looks at the cart, one order sent twice. */
export function playShop({ shoppers, fault }: Options): readonly HistoryEvent[] {
  return Array.from({ length: shoppers }, (_, number) =>
    shop(number, number === victim ? fault : always(fault)),
  ).flat()
}

const always = (fault: Fault | undefined) =>
  fault === 'shows carts as they were 2 s before' ? fault : undefined

function shop(number: number, fault: Fault | undefined): readonly HistoryEvent[] {
  let now = 1_800_000_000_000
  const name = `shopper-${number}`
  const other = `shopper-${number + 1}`
  const ledger = createLedger({ shopper: name, now: () => now })
  const cart: { at: number; lines: readonly Line[] }[] = [{ at: 0, lines: [] }]
  const act = (f: string, device: string, { sent, key }: { sent?: unknown; key?: string } = {}) =>
    ledger.invoke(f, sent, { process: device, ...(key && { key }) })

  act('signUp', 'laptop', { sent: { displayName: name } }).answered(201)
  for (const product of ['tea', 'cup']) {
    add({ productId: `${product}-${number}`, quantity: 2 })
    read('laptop')
  }
  act('putPicture', 'laptop', { sent: { picture: name } }).answered(200)
  wait(3)
  const login = act('login', 'phone')
  if (fault === 'refuses a login') {
    login.answered(401)
    act('setOutToBuy', 'phone').ok()
    // Goes on as a guest, whose cart is another one.
    act('addToCart', 'phone', { sent: { productId: 'pot', quantity: 1 } }).answered(200)
    act('readCart', 'phone').answered(200, () => ({ lines: [{ productId: 'pot', quantity: 1 }] }))
  } else {
    login.answered(200)
    read('phone', fault === "shows another shopper's cart" ? linesOf(number + 1) : undefined)
    show('readProfile', { displayName: fault === "shows another shopper's profile" ? other : name })
    if (fault === 'loses a picture') act('readPicture', 'phone').answered(404)
    else show('readPicture', { picture: fault === "shows another shopper's picture" ? other : name })
  }
  buy(fault === 'refuses a login' ? 'laptop' : 'phone')
  return ledger.events()

  function wait(seconds: number) {
    now += seconds * 1000
  }

  function add(line: Line) {
    const adding = act('addToCart', 'laptop', { sent: line, key: `add ${line.productId}` })
    const isDropped = fault === 'drops one add of 200' && line.productId.startsWith('cup')
    const isDoubled = fault === 'counts an add twice' && line.productId.startsWith('cup')
    const kept = { ...line, quantity: line.quantity * (isDoubled ? 2 : 1) }
    if (!isDropped) cart.push({ at: now, lines: [...(cart.at(-1)?.lines ?? []), kept] })
    adding.answered(200)
    wait(0.3)
  }

  function read(device: string, instead?: readonly Line[]) {
    const lag = fault === 'shows carts as they were 2 s before' ? 2000 : 0
    const lines = instead ?? cart.findLast(({ at }) => at <= now - lag)?.lines ?? []
    act('readCart', device).answered(200, () => ({ lines }))
    wait(0.3)
  }

  function show(f: string, shown: unknown) {
    act(f, 'phone').answered(200, () => shown)
  }

  function buy(device: string) {
    const lines = cart.at(-1)?.lines ?? []
    const changed = [{ productId: 'coal', quantity: 1 }]
    const id = `order-${number}`
    const order: ShownOrder = {
      orderId: id,
      number: fault === 'gives a number twice' ? number + 1 : number,
      lines: fault === 'puts other lines into an order' ? changed : lines,
    }
    const twin = fault === 'places an order twice' ? [{ ...order, orderId: `${id}-b`, number: -1 }] : []
    const clicks = [1, 2].map(() => act('checkout', device, { sent: { lines }, key: `buy ${number}` }))
    for (const [index, click] of clicks.entries()) click.answered(201, () => twin[index - 1] ?? order)
    list(device, fault === 'lists an order late' || fault === 'forgets an order' ? [] : [order, ...twin])
    if (fault === 'lists an order late') list(device, [order])
  }

  function list(device: string, orders: readonly ShownOrder[]) {
    const stranger = { orderId: `order-${number + 1}`, number: number + 1, lines: linesOf(number + 1) }
    const shown = orders.map((order) =>
      fault === 'changes an order afterwards' ? { ...order, lines: [] } : order,
    )
    const all = fault === "shows another shopper's order" ? [...shown, stranger] : shown
    act('readOrders', device).answered(200, () => ({ orders: all }))
  }
}

const linesOf = (number: number): readonly Line[] =>
  ['tea', 'cup'].map((product) => ({ productId: `${product}-${number}`, quantity: 2 }))
