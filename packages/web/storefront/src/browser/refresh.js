// Fetches the part of a page that shows the cart again; the server renders it, as the first time.

let latest = 0

/**
 * Replaces #cart-content when it is older than `revision`. Not while an order of this cart is under way or its outcome
 * is unknown: that order itself empties the cart, and the page would leave before it can say so.
 * @param {number} revision
 * @param {{ isForced?: boolean }} [options]
 */
export async function refreshCart(revision, { isForced = false } = {}) {
  const part = document.getElementById('cart-content')
  if (!part || Number(part.dataset.revision) === revision) return
  const turn = ++latest
  const response = await fetch(String(part.dataset.refresh), { headers: { accept: 'text/html' } }).catch(
    () => undefined,
  )
  // A later refresh was started meanwhile: its picture is the newer one.
  if (turn !== latest || !response?.ok || (isHeld(part) && !isForced)) return
  // An emptied cart leads away from the checkout: then so does the page.
  if (response.redirected) return location.assign(response.url)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const fresh = page.getElementById('cart-content')
  if (!fresh) return
  const focused = document.activeElement?.id
  part.replaceWith(fresh)
  if (focused) document.getElementById(focused)?.focus()
  fresh.dispatchEvent(new CustomEvent('cart-refreshed', { bubbles: true, detail: { before: part } }))
}

/** @param {HTMLElement} part */
const isHeld = (part) => part.closest('form[aria-busy="true"], form[data-unknown]') !== null
