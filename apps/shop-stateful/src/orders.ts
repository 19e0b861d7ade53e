/** Checkout, orders and receipts. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NotFoundError, sendFile } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { newId } from '@unsticky/kernel'
import {
  assertTransition,
  CartNotBuyableError,
  createSimulatedPayment,
  EmptyCartError,
  type Order,
  type OrderPage,
  orderPageOf,
  renderReceipt,
  TotalChangedError,
} from '@unsticky/orders'
import type { FastifyRequest } from 'fastify'
import { cartOf, changeCart, viewOf } from './cart.ts'
import { returnStock, takeStock } from './catalog.ts'
import type { Routes } from './config.ts'
import { requireAccount } from './sessions.ts'

// STATEFUL: an order is known to the instance that took it and to no other, and is gone after a restart.
const orders: Order[] = []

// STATEFUL: every instance counts for itself, so two orders get the same number.
let orderNumber = 1000

const pay = createSimulatedPayment()

export const orderRoutes: Routes = async (app, config) => {
  const directory = join(config.SHOP_FILES_DIRECTORY, 'receipts')

  app.post('/api/orders', { schema: operations.placeOrder }, async (request, reply) => {
    const accountId = requireAccount(request)
    const { address, card, expectedTotalCents } = request.body
    const { lines, totalCents } = buyable(request, expectedTotalCents)
    const takenFromCart = cartOf(request).lines
    // Both before the payment is awaited: of two clicks at once the second one finds an empty cart.
    takeStock(lines)
    changeCart(request, { kind: 'take', lines })
    const id = newId('order', Date.now)
    try {
      const paymentReference = await pay(card, totalCents, { reference: id })
      const number = String(++orderNumber)
      const placed = { lines, totalCents, address, paymentReference, placedAt: Date.now() }
      const order: Order = { id, number, accountId, status: 'paid', ...placed }
      orders.push(order)
      return reply.code(201).send(view(order))
    } catch (error) {
      returnStock(lines)
      changeCart(request, { kind: 'merge', lines: takenFromCart })
      throw error
    }
  })

  app.get('/api/orders', { schema: operations.listOrders }, async (request) => {
    const { orders, ...more } = ordersOf(requireAccount(request), request.query)
    return { orders: orders.map(view), ...more }
  })

  app.get('/api/orders/:orderId', { schema: operations.readOrder }, async (request) =>
    view(find(request, request.params.orderId)),
  )

  app.post('/api/orders/:orderId/cancellation', { schema: operations.cancelOrder }, async (request) => {
    const order = find(request, request.params.orderId)
    if (order.status === 'cancelled') return view(order)
    assertTransition(order.status, 'cancelled')
    Object.assign(order, { status: 'cancelled' })
    returnStock(order.lines)
    return view(order)
  })

  app.get('/api/orders/:orderId/receipt', { schema: operations.readReceipt }, async (request, reply) => {
    const order = find(request, request.params.orderId)
    const file = join(directory, `${order.id}.txt`)
    if (!existsSync(file)) {
      await mkdir(directory, { recursive: true })
      // STATEFUL: written when it is first asked for, on this server's disk.
      await writeFile(file, renderReceipt(order))
    }
    const receipt = { bytes: await readFile(file), contentType: 'text/plain; charset=utf-8' }
    return sendFile(reply, { kind: 'bytes', ...receipt }, { downloadName: `receipt-${order.number}.txt` })
  })
}

/** What would be ordered. Throws when there is nothing, when something cannot be bought, or when the price has changed. */
function buyable(request: FastifyRequest, expectedTotalCents: number) {
  const { lines, totalCents } = viewOf(cartOf(request))
  if (lines.length === 0) throw new EmptyCartError()
  const gone = lines.filter(({ isForSale }) => !isForSale).map(({ productId }) => productId)
  if (gone.length > 0) throw new CartNotBuyableError(gone)
  if (totalCents !== expectedTotalCents) throw new TotalChangedError(totalCents)
  return { lines, totalCents }
}

/** Newest first, page by page. */
export function ordersOf(accountId: string, { before }: { before?: string | undefined }): OrderPage {
  const own = orders.filter((order) => order.accountId === accountId).reverse()
  const start = before === undefined ? 0 : own.findIndex(({ id }) => id === before) + 1 || own.length
  return orderPageOf(own.slice(start))
}

/** Somebody else's order and one that does not exist get the same answer. */
function find(request: FastifyRequest, orderId: string): Order {
  const order = findOrder(requireAccount(request), orderId)
  if (!order) throw new NotFoundError('order')
  return order
}

export const findOrder = (accountId: string, orderId: string) =>
  orders.find((order) => order.id === orderId && order.accountId === accountId)

/** The schema of the answer leaves out whose order it is and how it was paid. */
const view = ({ lines, ...order }: Order) => ({ ...order, lines: [...lines] })
