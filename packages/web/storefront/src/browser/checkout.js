// Places the order, once, at the total that is on the screen.
import { send } from './api.js'
import { addressOf, fieldValue, handleSubmit, leaveFor, showFormError } from './forms.js'
import { refreshCart } from './refresh.js'
import { tell } from './status.js'

const form = document.querySelector('form[data-checkout]')

if (form instanceof HTMLFormElement) {
  handleSubmit(form, () => placeOrder(form))
  form.addEventListener('cart-refreshed', (event) =>
    askAgain(/** @type {CustomEvent} */ (event).detail.before),
  )
}

/** @param {HTMLFormElement} form */
async function placeOrder(form) {
  const { totalCents, revision } = summary()
  if (fieldValue(form, 'card') === 'slow') tell('Waiting for the bank …')
  const outcome = await send('/api/orders', {
    method: 'POST',
    json: { address: addressOf(form), card: fieldValue(form, 'card'), expectedTotalCents: totalCents },
    // The same cart is the same order; a later cart of the same content is another one.
    intent: `order cart ${revision}`,
  })
  tell('')
  form.toggleAttribute('data-unknown', !outcome.ok && outcome.unknown)
  if (outcome.ok) leaveFor(form, `/orders/${encodeURIComponent(outcome.data.id)}?placed=yes`)
  else if (outcome.code === 'SHOP_TOTAL_CHANGED') return showNewTotal(form)
  else if (!outcome.unknown) outcome.detail = `${outcome.detail}. Nothing was ordered.`
  return outcome
}

/** @param {HTMLFormElement} form */
async function showNewTotal(form) {
  await refreshCart(Number.NaN, { isForced: true })
  showFormError(
    form,
    'A price has changed since this page was shown. Look at the new total; nothing was ordered.',
  )
  return undefined
}

/** A total that is not the one agreed to has to be agreed to anew. @param {HTMLElement} before */
function askAgain(before) {
  const { totalCents } = summary()
  if (Number(before.dataset.totalCents) === totalCents) return
  const agree = document.querySelector('[data-agree]')
  const box = document.querySelector('#agree')
  const words = document.querySelector('[data-agree-words]')
  if (!(agree instanceof HTMLElement) || !(box instanceof HTMLInputElement) || !words) return
  agree.hidden = false
  box.disabled = false
  box.checked = false
  const old = before.querySelector('[data-total]')?.textContent
  const now = document.querySelector('[data-total]')?.textContent
  words.textContent = `Your cart or a price has changed: the total was ${old} and is now ${now}.`
  tell(words.textContent)
}

function summary() {
  const part = document.getElementById('cart-content')
  return { totalCents: Number(part?.dataset.totalCents), revision: String(part?.dataset.revision) }
}
