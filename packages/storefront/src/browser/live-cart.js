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
  source.addEventListener('error', reconnectLater)
}

/** Shows what the cart holds. @param {CartNews} news */
export function showCount({ revision, units }) {
  const link = document.querySelector('[data-cart-link]')
  const count = document.querySelector('[data-cart-count]')
  const words = document.querySelector('[data-cart-words]')
  if (!(link instanceof HTMLElement) || !(count instanceof HTMLElement) || !words) return
  link.dataset.revision = String(revision)
  count.textContent = String(units)
  count.dataset.known = 'yes'
  words.textContent = units === 1 ? 'item' : 'items'
  document.body.dataset.live = 'on'
}

/** @param {CartNews} news */
function onNews(news) {
  const link = document.querySelector('[data-cart-link]')
  const known = link instanceof HTMLElement ? Number(link.dataset.revision) : 0
  // News may overtake each other; only a newer one counts.
  if (news.revision <= known && !isUnknown()) return
  showCount(news)
  refreshCart(news.revision)
}

/** The stream tells what changes from now on; what changed since the page was made has to be asked for. */
async function onOpen() {
  failures = 0
  const isAfterGap = wasLost
  wasLost = false
  const response = await fetch('/api/cart').catch(() => undefined)
  if (!response?.ok) return
  const cart = await response.json()
  if (!isAfterGap) return onNews(cart)
  // After a gap whatever the cart is now counts, also when it is older than what this page had seen.
  showCount(cart)
  refreshCart(cart.revision)
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
