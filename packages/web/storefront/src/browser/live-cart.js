// Keeps the cart on this page up to date with what other devices do, by server-sent events.
import { backoffMs } from './backoff.js'
import { refreshCart } from './refresh.js'

/** @typedef {{ revision: number, units: number }} CartNews */

/** @type {EventSource | undefined} */
let source
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer
let failures = 0
let wasLost = false

/** Follows the cart once there is one. A hidden tab does not: browsers allow six connections to one host. */
export function followCart() {
  if (source || timer || document.hidden || !hasCart()) return
  source = new EventSource('/api/cart/events')
  source.addEventListener('open', onOpen)
  source.addEventListener('cart', (event) => onNews(JSON.parse(event.data)))
  source.addEventListener('ask-again', (event) => askLater(JSON.parse(event.data)))
  source.addEventListener('error', reconnectLater)
}

/**
 * A shop without streams has said all that it knows and asks to be asked again; nothing was lost, so there is no gap to
 * look at.
 * @param {{ askAgainSeconds: number }} wish
 */
function askLater({ askAgainSeconds }) {
  stop()
  timer = setTimeout(() => {
    timer = undefined
    followCart()
  }, askAgainSeconds * 1000)
}

/** @param {CartNews} news */
function showCount({ revision, units }) {
  const link = cartLink()
  const count = document.querySelector('[data-cart-count]')
  const words = document.querySelector('[data-cart-words]')
  if (!link || !(count instanceof HTMLElement) || !words) return
  link.dataset.revision = String(revision)
  count.textContent = String(units)
  count.dataset.known = 'yes'
  words.textContent = units === 1 ? 'item' : 'items'
  document.body.dataset.live = 'on'
}

/** The newest state of the cart that this page has heard of. */
export const knownRevision = () => Number(cartLink()?.dataset.revision ?? 0)

/**
 * Shows the cart from an answer, unless news of a later change came while it was under way. An answer that is older
 * than what was known before the request is not late: the cart it speaks of is another one.
 * @param {CartNews} cart
 * @param {number} knownBefore `knownRevision()` when the request was made
 */
export function showAnswer(cart, knownBefore) {
  const isOvertaken = cart.revision < knownRevision() && cart.revision >= knownBefore
  if (!isOvertaken) showCount(cart)
}

/** @param {CartNews} news */
function onNews(news) {
  // News may overtake each other; only a newer one counts.
  if (news.revision <= knownRevision() && !isUnknown()) return
  showCount(news)
  refreshCart(news.revision)
}

/** The stream tells what changes from now on; what changed since the page was made has to be asked for. */
async function onOpen() {
  failures = 0
  // After a gap whatever the cart is now counts, also when it is older than what this page had seen.
  if (wasLost) cartLink()?.setAttribute('data-revision', '-1')
  wasLost = false
  const response = await fetch('/api/cart').catch(() => undefined)
  if (response?.ok) onNews(await response.json())
}

/** The browser's own retry gives up on a 503 and does not wait longer each time, so it is done here. */
function reconnectLater() {
  stop()
  wasLost = true
  failures += 1
  timer = setTimeout(() => {
    timer = undefined
    followCart()
  }, backoffMs(failures))
}

function stop() {
  source?.close()
  source = undefined
  clearTimeout(timer)
  timer = undefined
}

/** @returns {HTMLElement | null} */
const cartLink = () => document.querySelector('[data-cart-link]')
const hasCart = () => document.body.dataset.live === 'on'
const isUnknown = () => document.querySelector('[data-cart-count][data-known="no"]') !== null

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) return followCart()
  if (source || timer) wasLost = true
  stop()
})
addEventListener('pagehide', stop)
addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  wasLost = true
  followCart()
})
