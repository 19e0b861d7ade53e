import { useState } from 'preact/hooks'
import { html } from './html.js'

/** @type {(message: string) => void} */
let report = () => {}

/**
 * Tells the person that something could not be done.
 * @param {unknown} error
 */
export const tellProblem = (error) => report(error instanceof Error ? error.message : String(error))

/** Where problems are told; one at a time, until it is closed. */
export function Problems() {
  const [message, setMessage] = useState('')
  report = setMessage
  return html`<div class="problems" role="alert">
    ${message && html`<p>${message} <button type="button" onClick=${() => setMessage('')}>Close</button></p>`}
  </div>`
}
