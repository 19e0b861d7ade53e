import { formatCents } from '@unsticky/kernel'
import type { Order, OrderPage } from '@unsticky/orders'
import { html } from '../html.ts'
import { orderStatus, orderTime } from './order-words.ts'
import type { Page } from './shell.ts'

export function ordersPage({ orders, next }: OrderPage): Page {
  return {
    title: 'Your orders',
    path: '/orders',
    content: html`<div class="wrap wrap-narrow">
      <h1>Your orders</h1>
      ${
        orders.length === 0
          ? html`<div class="empty"><p>No orders yet.</p><p><a class="button" href="/">Look around</a></p></div>`
          : html`<ul class="orders">${orders.map(orderRow)}</ul>`
      }
      ${next ? html`<p class="actions"><a class="button button-quiet" href=${`/orders?before=${encodeURIComponent(next)}`}>Older orders</a></p>` : ''}
    </div>`,
  }
}

function orderRow({ id, number, placedAt, totalCents, status, lines }: Order) {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  return html`<li><a class="order-row" href=${`/orders/${encodeURIComponent(id)}`}>
    <span><strong>Order ${number}</strong><br /><span class="muted">${orderTime(placedAt)} · ${units} ${units === 1 ? 'item' : 'items'}</span></span>
    <span class="order-row-end"><span class="price">${formatCents(totalCents)}</span>${orderStatus(status)}</span>
  </a></li>`
}
