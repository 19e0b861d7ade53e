/** Tables of what stands behind the figures: endpoints, the balancer, instances. */
import type { Comparison } from '../build-comparison.ts'
import { type FleetId, fleetIds, fleetTitles } from '../compare.ts'
import type { Evidence, ProcessUsage } from '../evidence.ts'
import { milliseconds } from '../table.ts'
import { type Html, html } from './escape.ts'

type AllEvidence = Readonly<Record<FleetId, Evidence>>

/** How each route did, busiest first. */
export function endpointSection({ json: { evidence } }: Comparison): Html {
  if (!evidence || fleetIds.every((id) => evidence[id].endpoints.length === 0)) return html``
  const names = [...new Set(fleetIds.flatMap((id) => evidence[id].endpoints.map(({ name }) => name)))]
  return html`<section aria-labelledby="endpoints">
<h2 id="endpoints">Endpoint by endpoint</h2>
<table>
<caption>p95 of the requests that succeeded; below it, how many there were and, with ✗, how many failed.</caption>
${head('Request')}
<tbody>${names.map((name) => row(name, (id) => endpointCell(evidence[id], name)))}</tbody>
</table>
</section>`
}

function endpointCell({ endpoints }: Evidence, name: string) {
  const found = endpoints.find((each) => each.name === name)
  if (!found) return html`<td>–</td>`
  const { p95Ms, requests, requestsFailed } = found
  const failed = requestsFailed === 0 ? html`` : html`, <span class="bad">✗ ${requestsFailed}</span>`
  return html`<td>${milliseconds(p95Ms)}<br><small>${requests}${failed}</small></td>`
}

/** What the balancer repeated to hide failures, and what that cost. */
export function balancerSection({ json: { evidence, fleets } }: Comparison): Html {
  if (!evidence || fleetIds.every((id) => !evidence[id].balancer)) return html``
  const count = (field: 'requests' | 'repeats' | 'repeatsThatHelped' | 'repeatsRefused') => (id: FleetId) =>
    cell(evidence[id].balancer?.[field])
  const ratio = (id: FleetId) => {
    const sent = evidence[id].balancer?.requests
    const asked = evidence[id].repeats[0]?.requests ?? fleets[id].requests
    return cell(sent === undefined || asked === 0 ? undefined : (sent / asked).toFixed(3))
  }
  return html`<section aria-labelledby="balancer">
<h2 id="balancer">What the balancer did about failures</h2>
<table>
<caption>Envoy sends a request again to another instance where that is safe. At most 1.2 requests to instances for each request of a shopper is the budget. Pictures that are fetched from the file store itself do not pass the balancer.</caption>
${head('Counted by Envoy')}
<tbody>${[
    row('Sent to instances', count('requests')),
    row('Repeats', count('repeats')),
    row('Repeats that helped', count('repeatsThatHelped')),
    row('Repeats refused: too many at once', count('repeatsRefused')),
    row('Requests to instances for each of a shopper', ratio),
  ]}</tbody>
</table>
</section>`
}

/** Memory and processor time, instance by instance. */
export function instanceSection({ json: { evidence } }: Comparison): Html {
  if (!evidence || fleetIds.every((id) => evidence[id].instances.length === 0)) return html``
  return html`<section aria-labelledby="instances">
<h2 id="instances">What the instances used</h2>
<p class="note">Peak of the resident memory, and processor time as a share of one core: mean and busiest second. Replacements stand with those that they replaced.</p>
<div class="fleets">${fleetIds.map((id) => usageCard(id, evidence))}</div>
</section>`
}

const usageCard = (id: FleetId, evidence: AllEvidence) => html`<div class="card"><h3>${fleetTitles[id]}</h3>
<table class="usage"><thead><tr><th scope="col">Process</th><th scope="col">Memory</th><th scope="col">CPU</th></tr></thead>
<tbody>${[...evidence[id].instances, ...[evidence[id].generator ?? []].flat()].map(usageRow)}</tbody></table></div>`

const usageRow = ({ id, peakMemoryMiB, cpuShare, peakCpuShare }: ProcessUsage) =>
  html`<tr><th scope="row">${id}</th><td>${peakMemoryMiB} MiB</td><td>${percent(cpuShare)}, at most ${percent(peakCpuShare)}</td></tr>
`

const percent = (share: number) => `${(share * 100).toFixed(0)} %`

const cell = (value: number | string | undefined) => html`<td>${value ?? 'not measured'}</td>`

const row = (label: string, cellOf: (id: FleetId) => Html) =>
  html`<tr><th scope="row">${label}</th>${fleetIds.map(cellOf)}</tr>
`

const head = (label: string) =>
  html`<thead><tr><th scope="col">${label}</th>${fleetIds.map((id) => html`<th scope="col">${fleetTitles[id]}</th>`)}</tr></thead>`
