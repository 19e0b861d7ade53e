import { useState } from 'preact/hooks'
import { act } from './api.js'
import { html } from './html.js'
import { tellProblem } from './problems.js'

/**
 * @typedef {object} ActionButtonProps
 * @property {string} path without "/api"
 * @property {unknown} [body]
 * @property {string} label what stands on it
 * @property {string} [about] what it is done to, for who cannot see where the button stands
 * @property {string} [kind] "danger", "main" or nothing
 * @property {boolean} [disabled]
 */

/**
 * A button that does one thing in the room, and shows that it is under way until it is done.
 * @param {ActionButtonProps} props
 */
export function ActionButton({ path, body, label, about, kind = '', disabled = false }) {
  const [isBusy, setBusy] = useState(false)
  const run = () => {
    if (isBusy || disabled) return
    setBusy(true)
    act(path, body)
      .catch(tellProblem)
      .finally(() => setBusy(false))
  }
  // Not `disabled` while busy: the focus would be lost.
  return html`<button type="button" class=${`button ${kind}`} disabled=${disabled} aria-disabled=${isBusy} data-busy=${isBusy} onClick=${run}>
    ${label}${about && html`<span class="visually-hidden"> ${about}</span>`}
  </button>`
}
