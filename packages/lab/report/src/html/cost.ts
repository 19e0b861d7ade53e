import { type ByFleet, fleetEntries, fleetsOf, fleetTitles } from '../compare.ts'
import type { CostCard } from '../cost/cost.ts'
import { type Html, html } from './escape.ts'

/** What a month would cost at a chosen traffic, with the prices it was reckoned with. */
export function costSection(card: CostCard | undefined): Html {
  if (!card) return html``
  const { prices, requestsPerMonth, lines, total } = card
  const money = (amount: number) => `${amount.toFixed(2)} ${prices.currency}`
  const row = (label: Html, monthly: ByFleet<number>) =>
    html`<tr><th scope="row">${label}</th>${fleetEntries(monthly).map(([, amount]) => html`<td>${money(amount)}</td>`)}</tr>
`
  return html`<section aria-labelledby="cost">
<h2 id="cost">What a month would cost</h2>
<table>
<caption>At ${requestsPerMonth.toLocaleString('en')} requests a month in ${prices.region}, by prices of ${prices.date} (${prices.source}). Requests, reads, writes and bytes as measured here; not in it: Cognito, S3, logs, backups, people.</caption>
<thead><tr><th scope="col">Part</th>${fleetsOf(total).map((id) => html`<th scope="col">${fleetTitles[id]}</th>`)}</tr></thead>
<tbody>${lines.map(({ what, because, monthly }) => row(html`${what}<br><small>${because}</small>`, monthly))}${row(html`<strong>Together</strong>`, total)}</tbody>
</table>
</section>`
}
