import { type CompareJson, type FleetResults, fleetEntries, fleetsOf, fleetTitles } from '../compare.ts'
import { type Cell, cartsByDevicesRows, factRows, latencyRows, lossRows, type Row } from '../table.ts'
import { type Html, html } from './escape.ts'

/** What was lost, with what it was measured on. */
export function correctnessSection(json: CompareJson): Html {
  const { fleets, evidence } = json
  const [carts, ...others] = lossRows(json)
  const rows = [...factRows(json), ...[carts ?? []].flat(), ...cartsByDevicesRows(evidence), ...others]
  return html`<section aria-labelledby="correctness">
<h2 id="correctness">What the shoppers lost</h2>
<table>
<caption>✗ seen and broken, ✓ seen and fine, – nobody could see it, so nothing is said. The first rows say how much was looked at.</caption>
${head('Measured', fleets)}
<tbody>${rows.map(bodyRow)}</tbody>
</table>
${neverSay(fleets)}
</section>`
}

/** The rule of three: none in n leaves room for 3 in n, with 95 % confidence. */
function neverSay({ stateless }: FleetResults): Html {
  if (!stateless || stateless.cartsLost > 0 || stateless.cartsChecked < 30) return html``
  const percent = (300 / stateless.cartsChecked).toFixed(1)
  return html`<p class="note">None of ${stateless.cartsChecked} carts is not never: with 95 % confidence fewer than ${percent} % would be lost in the long run, under this load and these faults.</p>
`
}

/** How long the requests took. */
export function latencySection({ fleets, evidence, validity }: CompareJson): Html {
  const caution = validity?.ok === false ? 'The run is not valid, so times are shown and not judged. ' : ''
  const slowest = Math.max(
    0,
    ...fleetEntries(fleets).flatMap(([, { p50Ms, p95Ms, p99Ms }]) => [p50Ms ?? 0, p95Ms ?? 0, p99Ms ?? 0]),
  )
  const widths = [
    widthsOf(fleets, 'p50Ms', slowest),
    widthsOf(fleets, 'p95Ms', slowest),
    widthsOf(fleets, 'p99Ms', slowest),
  ]
  const rows = latencyRows(fleets, evidence).map((row, index) => timeRow(row, widths[index] ?? []))
  return html`<section aria-labelledby="latency">
<h2 id="latency">What the requests took</h2>
<table class="times">
<caption>${caution}Time to the last byte, over requests that did their work: failed ones and refusals (409) are not timed. p95: 95 of 100 were at most this slow. Shops, stores and balancer share one machine here, so no network is in it. A fleet that refuses or fails more serves an easier mix: compare endpoint by endpoint, below. Where it was repeated: the median, and lowest to highest of the repeats.</caption>
${head('Time', fleets)}
<tbody>${rows}</tbody>
</table>
</section>`
}

const head = (label: string, fleets: FleetResults) =>
  html`<thead><tr><th scope="col">${label}</th>${fleetsOf(fleets).map((id) => html`<th scope="col">${fleetTitles[id]}</th>`)}</tr></thead>`

const bodyRow = ({ label, cells }: Row) => html`<tr><th scope="row">${label}</th>${cells.map(bodyCell)}</tr>
`

function bodyCell({ text, isGood }: Cell) {
  if (isGood === undefined) return html`<td>${text}</td>`
  return html`<td class="${isGood ? 'good' : 'bad'}"><span role="img" aria-label="${isGood ? 'good' : 'bad'}">${isGood ? '✓' : '✗'}</span> ${text}</td>`
}

const timeRow = ({ label, cells }: Row, widths: readonly number[]) =>
  html`<tr><th scope="row">${label}</th>${cells.map(({ text, spread }, column) => html`<td>${text}${spread ? html`<br><small>${spread}</small>` : html``}<span class="bar" style="width:${widths[column] ?? 0}%"></span></td>`)}</tr>
`

const widthsOf = (fleets: FleetResults, field: 'p50Ms' | 'p95Ms' | 'p99Ms', slowest: number) =>
  fleetEntries(fleets).map(([, fleet]) =>
    slowest === 0 ? 0 : Math.round(((fleet[field] ?? 0) / slowest) * 100),
  )
