// One Idempotency-Key per intended action: kept while the outcome is unknown, new once it is known.

/** @typedef {{ getItem(name: string): string | null, setItem(name: string, value: string): void }} Place */

/** @type {Map<string, string>} */
const page = new Map()
/** @type {Place} */
const inPage = {
  getItem: (name) => page.get(name) ?? null,
  setItem: (name, value) => void page.set(name, value),
}

/**
 * Where an intent is kept: for the tab, so that a reload in the middle of a checkout does not forget what was already
 * sent. Only carts and orders are: what is typed into other forms, a password above all, is not written down.
 * @param {string} intent
 * @returns {Place}
 */
const placeOf = (intent) => (/\/api\/(cart|orders)\b/.test(intent) ? sessionStorage : inPage)

/**
 * @param {string} intent
 * @param {unknown} body
 */
export function intentKey(intent, body) {
  const name = `intent ${intent}`
  const wanted = JSON.stringify(body) ?? ''
  const kept = JSON.parse(placeOf(intent).getItem(name) ?? 'null')
  // Another body is another action: the same key with it would be refused.
  if (kept?.body === wanted) return String(kept.key)
  const key = newKey()
  placeOf(intent).setItem(name, JSON.stringify({ body: wanted, key }))
  return key
}

/** @param {string} intent */
export function forgetIntent(intent) {
  page.delete(`intent ${intent}`)
  sessionStorage.removeItem(`intent ${intent}`)
}

/** `crypto.randomUUID` is there on https and on loopback only; a phone in the workshop's network has neither. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID()
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
