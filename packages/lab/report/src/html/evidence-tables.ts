/** Tables of what stands behind the figures: endpoints, the balancer, instances. */
import type { Comparison } from '../build-comparison.ts'
import { type ByFleet, type FleetId, fleetEntries, fleetsOf, fleetTitles } from '../compare.ts'
import type { Evidence, ProcessUsage } from '../evidence.ts'
import { emulatorShare } from '../route-rows.ts'
import { milliseconds } from '../table.ts'
import { type Html, html } from './escape.ts'

/** How each route did, busiest first. */
export function endpointSection({ json: { evidence = {} } }: Comparison): Html {
  const fleets = fleetEntries(evidence)
  const names = [...new Set(fleets.flatMap(([, { endpoints }]) => endpoints.map(({ name }) => name)))]
  if (names.length === 0) return html``
  return html`<section aria-labelledby="endpoints">
<h2 id="endpoints">Endpoint by endpoint</h2>
<table>
<caption>p50 / p95 of the requests that succeeded, in calm seconds and around the kill and the restart; below it, where it was repeated, lowest and highest p95 of the repeats, then how many requests there were and, with ✗, how many failed. ${emulatorInWords(evidence)}</caption>
${head('Request', evidence)}
<tbody>${names.map((name) => row(name, evidence, (fleet) => endpointCell(fleet, name)))}</tbody>
</table>
</section>`
}

/** What of it is the emulator's and would be the network's and the service's on AWS. */
function emulatorInWords(evidence: ByFleet<Evidence>): string {
  const share = evidence.stateless && emulatorShare(evidence.stateless)
  if (share === undefined) return ''
  return `Of the time of all stateless requests, at most ${Math.round(share * 100)} % passed in calls to the emulator of AWS.`
}

function endpointCell({ endpoints }: Evidence, name: string) {
  const found = endpoints.find((each) => each.name === name)
  if (!found) return html`<td>–</td>`
  const { p95Spread, requests, requestsFailed } = found
  const spread = p95Spread
    ? html`<small>${p95Spread[0].toFixed(1)} to ${p95Spread[1].toFixed(1)}</small><br>`
    : html``
  const failed = requestsFailed === 0 ? html`` : html`, <span class="bad">✗ ${requestsFailed}</span>`
  const { calm = found, disturbed } = found
  const atKill = disturbed
    ? html`<small>at kill ${milliseconds(disturbed.p50Ms)} / ${milliseconds(disturbed.p95Ms)}</small><br>`
    : html``
  return html`<td>${milliseconds(calm.p50Ms)} / ${milliseconds(calm.p95Ms)}<br>${atKill}${spread}<small>${requests}${failed}</small></td>`
}

/** What the balancer repeated to hide failures, and what that cost. */
export function balancerSection({ json: { evidence = {}, fleets } }: Comparison): Html {
  if (fleetEntries(evidence).every(([, { balancer }]) => !balancer)) return html``
  const count =
    (field: 'requests' | 'repeats' | 'repeatsThatHelped' | 'repeatsRefused') =>
    ({ balancer }: Evidence) =>
      cell(balancer?.[field])
  const ratio = ({ balancer }: Evidence, id: FleetId) => {
    const asked = fleets[id]?.requests ?? 0
    return cell(balancer === undefined || asked === 0 ? undefined : (balancer.requests / asked).toFixed(3))
  }
  return html`<section aria-labelledby="balancer">
<h2 id="balancer">What the balancer did about failures</h2>
<table>
<caption>Envoy sends a request again to another instance where that is safe. At most 1.2 requests to instances for each request of a shopper is the budget. Pictures that are fetched from the file store itself do not pass the balancer.</caption>
${head('Counted by Envoy', evidence)}
<tbody>${[
    row('Sent to instances', evidence, count('requests')),
    row('Repeats', evidence, count('repeats')),
    row('Repeats that helped', evidence, count('repeatsThatHelped')),
    row('Repeats refused: too many at once', evidence, count('repeatsRefused')),
    row('Requests to instances for each of a shopper', evidence, ratio),
  ]}</tbody>
</table>
</section>`
}

/** Memory and processor time, instance by instance. */
export function instanceSection({ json: { evidence = {} } }: Comparison): Html {
  const fleets = fleetEntries(evidence)
  if (fleets.every(([, { instances }]) => instances.length === 0)) return html``
  const isRepeated = fleets.some(([, { repeats }]) => repeats.length > 1)
  return html`<section aria-labelledby="instances">
<h2 id="instances">What the instances used</h2>
<p class="note">Peak of the resident memory, and processor time as a share of one core: mean and busiest second. Replacements stand with those that they replaced.${isRepeated ? ' Of the first repeat; k6 as in the repeat in which it was busiest.' : ''}</p>
<div class="fleets">${fleets.map(([id, fleet]) => usageCard(id, fleet))}</div>
</section>`
}

const usageCard = (
  id: FleetId,
  { instances, generator }: Evidence,
) => html`<div class="card"><h3>${fleetTitles[id]}</h3>
<table class="usage"><thead><tr><th scope="col">Process</th><th scope="col">Memory</th><th scope="col">CPU</th></tr></thead>
<tbody>${[...instances, ...[generator ?? []].flat()].map(usageRow)}</tbody></table></div>`

const usageRow = ({ id, peakMemoryMiB, cpuShare, peakCpuShare }: ProcessUsage) =>
  html`<tr><th scope="row">${id}</th><td>${peakMemoryMiB} MiB</td><td>${percent(cpuShare)}, at most ${percent(peakCpuShare)}</td></tr>
`

const percent = (share: number) => `${(share * 100).toFixed(0)} %`

const cell = (value: number | string | undefined) => html`<td>${value ?? 'not measured'}</td>`

const row = (label: string, evidence: ByFleet<Evidence>, cellOf: (fleet: Evidence, id: FleetId) => Html) =>
  html`<tr><th scope="row">${label}</th>${fleetEntries(evidence).map(([id, fleet]) => cellOf(fleet, id))}</tr>
`

const head = (label: string, evidence: ByFleet<Evidence>) =>
  html`<thead><tr><th scope="col">${label}</th>${fleetsOf(evidence).map((id) => html`<th scope="col">${fleetTitles[id]}</th>`)}</tr></thead>`
