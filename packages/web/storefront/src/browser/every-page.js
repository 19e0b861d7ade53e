// What every page does: puts products into the cart, follows the cart, and small comforts.
import { send } from './api.js'
import { followCart, knownRevision, showAnswer } from './live-cart.js'
import { explain, tell } from './status.js'

for (const form of document.querySelectorAll('form[data-add-to-cart]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    addToCart(/** @type {HTMLFormElement} */ (form))
  })
}

for (const form of document.querySelectorAll('form[data-auto-submit]')) {
  form.addEventListener('change', () => /** @type {HTMLFormElement} */ (form).requestSubmit())
}

for (const time of document.querySelectorAll('time')) {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  time.textContent = format.format(new Date(time.dateTime))
}

document.documentElement.classList.add('has-script')
followCart()

/** @param {HTMLFormElement} form */
async function addToCart(form) {
  const button = form.querySelector('button')
  if (!button || button.ariaDisabled === 'true') return
  const { productId, name } = form.dataset
  const quantity = Number(new FormData(form).get('quantity'))
  button.ariaDisabled = 'true'
  const knownBefore = knownRevision()
  const outcome = await send('/api/cart/lines', {
    method: 'POST',
    json: { productId, quantity },
    intent: `add ${productId}`,
  })
  button.ariaDisabled = null
  if (!outcome.ok) return tell(explain(outcome), { isError: true })
  showAnswer(outcome.data, knownBefore)
  tell(`${name} is in your cart.`, { link: ['/cart', 'To the cart'] })
  followCart()
}
