// One Idempotency-Key per intended action: kept while the outcome is unknown, new once it is known.

/**
 * Kept for the tab, so that a reload in the middle of a checkout does not forget what was already sent.
 * @param {string} intent
 * @param {unknown} body
 */
export function intentKey(intent, body) {
  const name = `intent ${intent}`
  const wanted = JSON.stringify(body) ?? ''
  const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null')
  // Another body is another action: the same key with it would be refused.
  if (kept?.body === wanted) return String(kept.key)
  const key = newKey()
  sessionStorage.setItem(name, JSON.stringify({ body: wanted, key }))
  return key
}

/** @param {string} intent */
export const forgetIntent = (intent) => sessionStorage.removeItem(`intent ${intent}`)

/** `crypto.randomUUID` is there on https and on loopback only; a phone in the workshop's network has neither. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID()
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
