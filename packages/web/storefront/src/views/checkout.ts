import type { Address } from '@unsticky/accounts'
import { formatCents } from '@unsticky/kernel'
import type { TestCard } from '@unsticky/orders'
import { html, type View } from '../html.ts'
import type { CartView, CartViewLine } from '../page-reads.ts'
import { addressFields } from './address-fields.ts'
import { formError } from './field.ts'
import type { Page } from './shell.ts'

export interface CheckoutModel {
  readonly cart: CartView
  readonly address: Address | undefined
}

/** Address, card and summary; `checkout.js` sends it once, however often the button is pressed. */
export function checkoutPage({ cart, address }: CheckoutModel): Page {
  return {
    title: 'Check out',
    path: '/checkout',
    script: 'checkout.js',
    content: html`<div class="wrap wrap-narrow">
      <h1>Check out</h1>
      <form method="post" class="checkout" data-checkout>
        ${formError()}
        <section aria-labelledby="ship-to">
          <h2 id="ship-to">Ship to</h2>
          ${addressFields(address, { isRequired: true })}
        </section>
        ${cardChoice()}
        ${summary(cart)}
        <div class="form-foot">
          <button type="submit" class="button button-wide">Place order</button>
          <p class="hint">A simulated payment: nothing is charged. Pressing twice places one order.</p>
        </div>
      </form>
    </div>`,
  }
}

const cards: readonly (readonly [TestCard, string, string])[] = [
  ['approved', 'A card that works', 'Approved at once'],
  ['slow', 'A slow bank', 'Approved after some seconds'],
  ['declined', 'A card that is refused', 'Declined; nothing is ordered'],
]

function cardChoice() {
  return html`<fieldset class="choices">
    <legend>Simulated card</legend>
    ${cards.map(
      ([value, label, hint], index) => html`<label class="choice">
        <input type="radio" name="card" value=${value} checked=${index === 0} required />
        <span><span class="choice-label">${label}</span> <span class="hint">${hint}</span></span>
      </label>`,
    )}
  </fieldset>`
}

/** Holds the total that is shown, which is the total that is agreed to and sent. */
function summary(cart: CartView): View {
  const isChanged = cart.lines.some((line) => line.isPriceChanged)
  const seenCents = cart.lines.reduce((sum, line) => sum + line.seenPriceCents * line.quantity, 0)
  return html`<section id="cart-content" class="summary" aria-labelledby="summary" data-refresh="/checkout"
    data-revision=${cart.revision} data-total-cents=${cart.totalCents} data-price-changed=${isChanged ? 'yes' : 'no'}>
    <h2 id="summary">Your order</h2>
    <ul class="summary-lines">${cart.lines.map(summaryLine)}</ul>
    <p class="sum-row"><span>Total</span> <strong class="price-large" data-total>${formatCents(cart.totalCents)}</strong></p>
    <div class="notice" data-agree hidden=${!isChanged}>
      <p data-agree-words>${isChanged && `Prices have changed since you chose: the total was ${formatCents(seenCents)} and is now ${formatCents(cart.totalCents)}.`}</p>
      <label class="choice choice-plain"><input type="checkbox" id="agree" name="agree" required disabled=${!isChanged} /> <span>I agree to the total of ${formatCents(cart.totalCents)}</span></label>
      <p class="field-error" id="agree-error"></p>
    </div>
  </section>`
}

function summaryLine({
  name,
  quantity,
  lineCents,
  isPriceChanged,
  seenPriceCents,
  priceCents,
}: CartViewLine) {
  return html`<li class="sum-row">
    <span>${quantity} × ${name}${isPriceChanged && html` <span class="notice-text">was ${formatCents(seenPriceCents)}, now ${formatCents(priceCents)} each</span>`}</span>
    <span class="price">${formatCents(lineCents)}</span>
  </li>`
}
