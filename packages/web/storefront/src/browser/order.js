// Cancels an order.
import { send } from './api.js'
import { showFormError } from './forms.js'
import { explain, tell } from './status.js'

for (const button of document.querySelectorAll('button[data-cancel-order]')) {
  button.addEventListener('click', () => cancel(/** @type {HTMLButtonElement} */ (button)))
}

/** Asks by the button itself: the second press within some seconds means it. @param {HTMLButtonElement} button */
async function cancel(button) {
  if (button.ariaDisabled === 'true') return
  if (button.dataset.sure !== 'yes') {
    button.dataset.sure = 'yes'
    button.textContent = 'Really cancel?'
    return tell('Press again to cancel this order.')
  }
  button.ariaDisabled = 'true'
  const id = encodeURIComponent(String(button.dataset.cancelOrder))
  const outcome = await send(`/api/orders/${id}/cancellation`, { method: 'POST' })
  if (outcome.ok) return location.assign(`/orders/${id}`)
  button.ariaDisabled = null
  showFormError(document, explain(outcome))
}
