// The cart page: quantities and removing. The server renders every change, so there is one place that counts.
import { send } from './api.js'
import { knownRevision, showAnswer } from './live-cart.js'
import { refreshCart } from './refresh.js'
import { explain, tell } from './status.js'

/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null
  if (!button) return
  if (button.dataset.remove !== undefined) change(button, 0)
  if (button.dataset.step) step(button)
})

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === 'quantity' && target.reportValidity()) {
    change(target, Number(target.value))
  }
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.dataset.quantityForm === undefined) return
  event.preventDefault()
  const input = form.querySelector('input')
  if (input) change(input, Number(input.value))
})

/** Several quick presses are one change. @param {HTMLButtonElement} button */
function step(button) {
  const input = button.form?.querySelector('input')
  if (!input) return
  const wanted = Math.min(20, Math.max(1, Number(input.value) + Number(button.dataset.step)))
  input.value = String(wanted)
  clearTimeout(typing)
  typing = setTimeout(() => change(input, wanted), 250)
}

/**
 * @param {Element} inside
 * @param {number} quantity 0 removes the line
 */
async function change(inside, quantity) {
  const line = inside.closest('[data-line]')
  if (!(line instanceof HTMLElement) || Number(line.dataset.quantity) === quantity) return
  line.ariaBusy = 'true'
  const url = `/api/cart/lines/${encodeURIComponent(String(line.dataset.line))}`
  const outcome = await (quantity === 0
    ? send(url, { method: 'DELETE' })
    : send(url, { method: 'PUT', json: { quantity } }))
  line.ariaBusy = null
  if (!outcome.ok) return tell(explain(outcome), { isError: true })
  await showCart()
  if (quantity === 0) document.querySelector('main')?.focus()
  tell(quantity === 0 ? 'Removed from your cart.' : 'Quantity changed.')
}

async function showCart() {
  const knownBefore = knownRevision()
  const response = await fetch('/api/cart').catch(() => undefined)
  if (!response?.ok) return
  const cart = await response.json()
  showAnswer(cart, knownBefore)
  await refreshCart(cart.revision)
}
