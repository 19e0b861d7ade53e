import type { Finding, Validity } from '../validity.ts'
import { type Html, html } from './escape.ts'

/** Whether the figures can be believed, before any of them. */
export const validitySection = ({ ok, findings }: Validity): Html => html`<section aria-labelledby="valid">
<h2 id="valid">Is this run valid?</h2>
<p><strong class="${ok ? 'good' : 'bad'}">${ok ? '✓ Nothing that was measured speaks against it.' : '✗ Not as it is: see the lines with ✗. Times are not judged; losses are losses on any machine.'}</strong></p>
<ul class="findings">${findings.map(finding)}</ul>
</section>`

const finding = ({ what, measured, ok }: Finding) =>
  html`<li>${sign(ok)} ${what}: <strong>${measured}</strong></li>
`

function sign(ok: boolean | null) {
  if (ok === null) return html`<span role="img" aria-label="not judged">○</span>`
  return html`<span class="${ok ? 'good' : 'bad'}" role="img" aria-label="${ok ? 'good' : 'bad'}">${ok ? '✓' : '✗'}</span>`
}
