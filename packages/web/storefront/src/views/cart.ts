import { formatCents } from '@unsticky/kernel'
import { html, type View } from '../html.ts'
import type { CartView, CartViewLine } from '../page-reads.ts'
import type { Page } from './shell.ts'

/** `data-refresh` names the page to fetch this part from again when another device changed the cart. */
export function cartPage(cart: CartView): Page {
  return {
    title: 'Cart',
    path: '/cart',
    script: 'cart.js',
    content: html`<div class="wrap wrap-narrow">
      <h1>Cart</h1>
      <div id="cart-content" data-refresh="/cart" data-revision=${cart.revision}>
        ${cart.lines.length === 0 ? emptyCart() : filledCart(cart)}
      </div>
    </div>`,
  }
}

const emptyCart = () => html`<div class="empty" data-empty-cart>
  <p>Your cart is empty.</p>
  <p><a class="button" href="/">Look around</a></p>
</div>`

function filledCart({ lines, totalCents, units }: CartView) {
  const isBuyable = lines.every((line) => line.isForSale)
  return html`<ul class="lines">${lines.map(cartLine)}</ul>
    <div class="sum">
      <p class="sum-row"><span>Total (${units} ${units === 1 ? 'item' : 'items'})</span> <strong class="price-large" data-total>${formatCents(totalCents)}</strong></p>
      ${!isBuyable && html`<p class="notice">Remove what is not for sale any more, then check out.</p>`}
      ${isBuyable && html`<a class="button button-wide" href="/checkout">Check out</a>`}
    </div>`
}

function cartLine(line: CartViewLine): View {
  const { productId, name, lineCents, priceCents, isForSale } = line
  const href = `/products/${encodeURIComponent(productId)}`
  return html`<li class="line" data-line=${productId} data-quantity=${line.quantity}>
    <img src=${`/api${href}/picture.svg`} alt="" width="72" height="72" loading="lazy" />
    <div class="line-text">
      <a href=${href}>${name}</a>
      <span class="muted">${formatCents(priceCents)} each</span>
      ${priceNotice(line)}
    </div>
    <div class="line-controls">
      ${isForSale && quantityForm(line)}
      <button type="button" class="button button-quiet" data-remove id=${`remove-${productId}`}>Remove<span class="visually-hidden"> ${name}</span></button>
    </div>
    <span class="line-sum price">${isForSale ? formatCents(lineCents) : '–'}</span>
  </li>`
}

function priceNotice({ isForSale, isPriceChanged, seenPriceCents }: CartViewLine) {
  if (!isForSale) return html`<span class="notice-text">Not for sale any more</span>`
  return (
    isPriceChanged &&
    html`<span class="notice-text">The price has changed; it was ${formatCents(seenPriceCents)}</span>`
  )
}

function quantityForm({ productId, name, quantity }: CartViewLine) {
  const id = `quantity-${productId}`
  const step = (label: string, change: -1 | 1) => html`<button
    type="button" class="step" data-step=${change} id=${`${id}${change < 0 ? '-less' : '-more'}`}
    aria-label=${`${label} of ${name}`} disabled=${quantity + change < 1 || quantity + change > 20}
  >${change < 0 ? '−' : '+'}</button>`
  return html`<form method="post" class="stepper" data-quantity-form>
    ${step('One less', -1)}
    <label class="visually-hidden" for=${id}>Quantity of ${name}</label>
    <input id=${id} name="quantity" type="number" inputmode="numeric" min="1" max="20" value=${quantity} required autocomplete="off" />
    ${step('One more', 1)}
  </form>`
}
