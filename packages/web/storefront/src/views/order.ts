import { formatCents } from '@unsticky/kernel'
import { canBecome, type Order } from '@unsticky/orders'
import { html } from '../html.ts'
import { countries } from './address-fields.ts'
import { formError } from './field.ts'
import { orderStatus, orderTime } from './order-words.ts'
import type { Page } from './shell.ts'

export interface OrderModel {
  readonly order: Order
  /** True right after it was placed: says thank you. */
  readonly isNew: boolean
}

export function orderPage({ order, isNew }: OrderModel): Page {
  const { id, number, status, placedAt } = order
  return {
    title: `Order ${number}`,
    script: 'order.js',
    content: html`<div class="wrap wrap-narrow">
      ${isNew && html`<p class="thanks" data-thanks>Thank you. Your order is placed.</p>`}
      <h1>Order <span data-order-number>${number}</span></h1>
      <p class="order-facts">${orderStatus(status)} <span class="muted">${orderTime(placedAt)}</span></p>
      ${orderLines(order)}
      ${shipTo(order)}
      <div class="actions">
        <a class="button" href=${`/api/orders/${encodeURIComponent(id)}/receipt`} data-receipt download>Receipt</a>
        ${canBecome(status, 'cancelled') && html`<button type="button" class="button button-quiet" data-cancel-order=${id}>Cancel order</button>`}
        <a class="button button-quiet" href="/orders">All orders</a>
      </div>
      ${formError()}
    </div>`,
  }
}

function orderLines({ lines, totalCents }: Order) {
  return html`<ul class="summary-lines panel">
    ${lines.map(
      ({ productId, name, quantity, priceCents }) => html`<li class="sum-row">
        <span>${quantity} × <a href=${`/products/${encodeURIComponent(productId)}`}>${name}</a></span>
        <span class="price">${formatCents(priceCents * quantity)}</span>
      </li>`,
    )}
    <li class="sum-row sum-total"><span>Total</span><strong class="price-large">${formatCents(totalCents)}</strong></li>
  </ul>`
}

function shipTo({ address }: Order) {
  const country = countries.find(([code]) => code === address.country)?.[1] ?? address.country
  return html`<section aria-labelledby="ship-to"><h2 id="ship-to">Ship to</h2>
    <address>${address.name}<br />${address.street}<br />${address.postalCode} ${address.city}<br />${country}</address>
  </section>`
}
