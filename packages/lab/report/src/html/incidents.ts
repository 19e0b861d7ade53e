import type { Anomaly, AnomalyKind, HistoryEvent } from '@unsticky/continuity'
import type { Comparison, FleetDetails } from '../build-comparison.ts'
import { type FleetId, fleetEntries, fleetTitles } from '../compare.ts'
import type { TimelineEvent } from '../evidence.ts'
import { type Html, html } from './escape.ts'

/** What was done to the instances, when; left out if nobody wrote it down. */
export function timelineSection({ details }: Comparison): Html {
  if (fleetEntries(details).every(([, { timeline }]) => timeline.length === 0)) return html``
  return html`<section aria-labelledby="happened">
<h2 id="happened">What happened meanwhile</h2>
<p class="note">Seconds since the first shopper came.</p>
<div class="fleets">${fleetEntries(details).map(([id, fleet]) => timelineCard(id, fleet))}</div>
</section>`
}

const timelineCard = (id: FleetId, { timeline }: FleetDetails) =>
  html`<div class="card"><h3>${fleetTitles[id]}</h3><ol class="timeline">${timeline.map(timelineItem)}</ol></div>`

const timelineItem = ({ atSeconds, what }: TimelineEvent) =>
  html`<li><b>${atSeconds.toFixed(1)} s</b><span>${what}</span></li>`

/** Examples of what went wrong, fleet by fleet, in sentences. */
export function anomalySection({ details }: Comparison): Html {
  return html`<section aria-labelledby="examples">
<h2 id="examples">What that was like</h2>
<p class="note">Examples from the shoppers' own ledgers; the histories in the same folder hold everything.</p>
<div class="fleets">${fleetEntries(details).map(([id, fleet]) => anomalyCard(id, fleet))}</div>
</section>`
}

function anomalyCard(id: FleetId, { anomalies, anomalyCounts }: FleetDetails) {
  const kinds = [...new Set(anomalies.map(({ kind }) => kind))]
  const nothing = html`<p>Nothing to complain about.</p>`
  const list = kinds.map((kind) => kindOfAnomaly(kind, { anomalies, anomalyCounts }))
  return html`<div class="card"><h3>${fleetTitles[id]}</h3>${kinds.length === 0 ? nothing : list}</div>`
}

function kindOfAnomaly(kind: AnomalyKind, { anomalies, anomalyCounts }: Omit<FleetDetails, 'timeline'>) {
  const [first, ...others] = anomalies.filter((anomaly) => anomaly.kind === kind)
  const more =
    others.length === 0
      ? html``
      : html`<details><summary>${others.length} more</summary><ul>${others.map(anomalyItem)}</ul></details>`
  return html`<p><strong>${kindTitles[kind]}</strong> (${anomalyCounts[kind]} in all)</p><ul>${first ? anomalyItem(first) : html``}</ul>${more}`
}

const anomalyItem = ({ detail, events }: Anomaly) =>
  html`<li>${detail}<details><summary>events</summary><div class="trace">${events.map(trace)}</div></details></li>`

/** Without values: they may be about people, and the sentence says what matters. */
const trace = ({ time, process, f, type, status, instance }: HistoryEvent) =>
  html`<div>${new Date(time).toISOString().slice(11, 23)} ${process} ${f} ${type}${status === undefined ? '' : ` ${status}`}${instance ? ` ${instance}` : ''}</div>`

const kindTitles: Readonly<Record<AnomalyKind, string>> = {
  'cart-empty': 'Cart empty',
  'cart-incomplete': 'Cart incomplete',
  'cart-unreadable': 'Cart out of reach',
  'cart-stale': 'Old cart shown',
  'cart-foreign': "Somebody else's things in the cart",
  'cart-surplus': 'More in the cart than was put in',
  'login-lost': 'Login lost',
  'profile-lost': 'Profile lost',
  'profile-stale': 'Old profile shown',
  'profile-foreign': "Somebody else's profile shown",
  'picture-lost': 'Picture lost',
  'picture-stale': 'Old picture shown',
  'picture-foreign': "Somebody else's picture shown",
  'order-lost': 'Order not listed',
  'order-stale': 'Order listed late',
  'order-doubled': 'More orders than checkouts',
  'order-foreign': "Somebody else's order in the list",
  'order-wrong': 'Order with other lines',
  'order-number-shared': 'Order number given twice',
  'stock-oversold': 'Sold more than there was',
}
