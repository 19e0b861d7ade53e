import type { Comparison } from '../build-comparison.ts'
import { fleetEntries, fleetsOf, fleetTitles } from '../compare.ts'
import { type Html, html } from './escape.ts'

/** Why requests failed: by status, and by the cause that the shop or k6 names. */
export function failureSection({ json: { evidence = {} } }: Comparison): Html {
  const fleets = fleetEntries(evidence)
  const all = fleets.flatMap(([, { failures = [] }]) => failures)
  if (all.length === 0) return html``
  const causes = [...new Map(all.map((each) => [`${each.status} ${each.cause}`, each])).values()]
  const countOf = (id: (typeof fleets)[number][0], { status, cause }: (typeof all)[number]) =>
    evidence[id]?.failures?.find((each) => each.status === status && each.cause === cause)?.count ?? 0
  return html`<section aria-labelledby="failures">
<h2 id="failures">Why requests failed</h2>
<table>
<caption>By HTTP status (0: no answer), and by the code of the shop's problem or what k6 says of the connection.</caption>
<thead><tr><th scope="col">Status and cause</th>${fleetsOf(evidence).map((id) => html`<th scope="col">${fleetTitles[id]}</th>`)}</tr></thead>
<tbody>${causes.map(
    (
      each,
    ) => html`<tr><th scope="row">${each.status} ${each.cause}</th>${fleets.map(([id]) => html`<td>${countOf(id, each)}</td>`)}</tr>
`,
  )}</tbody>
</table>
</section>`
}
