import { type ByFleet, fleetEntries, fleetsOf, fleetTitles } from '../compare.ts'
import type { CostCard } from '../cost/cost.ts'
import { type Html, html } from './escape.ts'

/** What a month would cost at a chosen traffic, with the prices it was reckoned with. */
export function costSection(card: CostCard | undefined): Html {
  if (!card) return html``
  const { prices, requestsPerMonth, usersPerMonth, lines, total, perOrder } = card
  const money = (amount: number | undefined, digits = 2) =>
    amount === undefined ? '–' : `${amount.toFixed(digits)} ${prices.currency}`
  const row = (label: Html, amounts: ByFleet<number>, digits?: number) =>
    html`<tr><th scope="row">${label}</th>${fleetEntries(total).map(([id]) => html`<td>${money(amounts[id], digits)}</td>`)}</tr>
`
  return html`<section aria-labelledby="cost">
<h2 id="cost">What a month would cost</h2>
<table>
<caption>At ${requestsPerMonth.toLocaleString('en')} requests of ${usersPerMonth.toLocaleString('en')} people a month in ${prices.region} (<code>--requests-per-month</code>, <code>--users-per-month</code>, <code>--prices</code> choose others). ${prices.warning} Requests, reads, writes and bytes as measured here; not in it: S3, logs, backups, people.</caption>
<thead><tr><th scope="col">Part</th>${fleetsOf(total).map((id) => html`<th scope="col">${fleetTitles[id]}</th>`)}</tr></thead>
<tbody>${row(html`<strong>For one completed order</strong>`, perOrder, 4)}${lines.map(({ what, because, monthly }) => row(html`${what}<br><small>${because}</small>`, monthly))}${row(html`<strong>Together</strong>`, total)}</tbody>
</table>
<details><summary>Prices, each with its date and source</summary><ul>${Object.entries(prices.prices).map(([name, { value, per, date, source }]) => html`<li>${name}: ${value} ${prices.currency} per ${per}, ${date}, ${source.replace('https://', '')}</li>`)}</ul></details>
</section>`
}
