import type { OrderStatus } from '@unsticky/orders'
import { html, type View } from '../html.ts'

const words: Readonly<Record<OrderStatus, string>> = {
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
}

export const orderStatus = (status: OrderStatus): View =>
  html`<span class="tag" data-order-status=${status}>${words[status]}</span>`

// UTC and said so: instances may run in different time zones. The browser rewrites it to the reader's own.
const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

export const orderTime = (placedAt: number): View =>
  html`<time datetime=${new Date(placedAt).toISOString()}>${format.format(placedAt)} UTC</time>`
