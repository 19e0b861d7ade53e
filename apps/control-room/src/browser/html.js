/** Elements from template text, without a compiler: html`<p>${words}</p>`. */
export { html } from 'htm/preact'
