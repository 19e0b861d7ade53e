// Says what happened: on the screen and, by the live region, aloud.

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer

/**
 * @param {string} text
 * @param {{ isError?: boolean, link?: [href: string, text: string] }} [options]
 */
export function tell(text, { isError = false, link } = {}) {
  const status = document.getElementById('status')
  if (!status) return
  status.replaceChildren(document.createTextNode(text))
  if (link) status.append(' ', anchor(link))
  status.classList.toggle('is-error', isError)
  clearTimeout(timer)
  // An error stays until something else is said.
  if (!isError) timer = setTimeout(() => status.replaceChildren(), 6000)
}

/**
 * A failed write in words. What nobody knows is said to be unknown.
 * @param {import('./api.js').Outcome & { ok: false }} outcome
 */
export function explain({ unknown, detail }) {
  if (!unknown) return detail.endsWith('.') ? detail : `${detail}.`
  return 'The shop did not answer, so it is not known whether that worked. Try again: it will not be done twice.'
}

/** @param {[href: string, text: string]} link */
function anchor([href, text]) {
  const a = document.createElement('a')
  a.href = href
  a.textContent = text
  return a
}
