/** What happened second by second: answers upwards, failures downwards, so that no colour is needed to tell them apart. */
import type { Comparison } from '../build-comparison.ts'
import { type FleetId, fleetEntries, fleetTitles } from '../compare.ts'
import type { Evidence, RepeatSeconds, TimelineEvent } from '../evidence.ts'
import { milliseconds } from '../table.ts'
import { type Html, html } from './escape.ts'
import { latencyChart } from './latency-lines.ts'

// As wide as a phone, so that its text stays readable there.
const width = 340
const left = 30
const top = 34
const bottom = 156
const plotWidth = width - left - 6

/** One chart a fleet on the same scales; left out when nothing was measured by the second. */
export function secondsSection({ json: { evidence } }: Comparison): Html {
  const fleets = fleetEntries(evidence ?? {})
  if (fleets.every(([, { seconds }]) => seconds.length === 0)) return html``
  const all = fleets.flatMap(([, fleet]) => repeatsOf(fleet).flatMap(({ seconds }) => seconds))
  const scale = {
    seconds: Math.max(...all.map(({ second }) => second)) + 1,
    succeeded: Math.max(1, ...all.map(({ succeeded }) => succeeded)),
    failed: Math.max(0, ...all.map(({ failed }) => failed)),
    slowestMs: Math.max(1, ...all.map(({ p99Ms }) => p99Ms ?? 0)),
  }
  return html`<section aria-labelledby="seconds">
<h2 id="seconds">Second by second</h2>
<p class="note">Bars upwards: requests answered as they should, per second. Bars downwards: failed ones. Dashed line: an instance was killed; the grey band after it: what health checks alone need to find out. The words say when the balancer knew, as it may be refused before. Dotted band: a graceful restart. Below, where it was kept: milliseconds of the requests that did their work, p50 (thick), p95 and p99 (dotted), each line ten times the one below it.</p>
<div class="fleets">${fleets.map(([id, fleet]) => fleetCard(id, fleet, scale))}</div>
</section>`
}

interface Scale {
  readonly seconds: number
  readonly succeeded: number
  readonly failed: number
  readonly slowestMs: number
}

const repeatsOf = (evidence: Evidence): readonly RepeatSeconds[] => [
  evidence,
  ...(evidence.laterRepeats ?? []),
]

/** Repeats one below the other, so that what happened once can be told from what always happens. */
function fleetCard(id: FleetId, evidence: Evidence, scale: Scale) {
  const repeats = repeatsOf(evidence)
  const title = (index: number) => (repeats.length === 1 ? '' : `Repeat ${index + 1}. `)
  return html`<div class="card"><h3>${fleetTitles[id]}</h3>
${repeats.map((repeat, index) => html`${chart(repeat, scale)}${latencyChart(repeat, scale)}<p class="note">${title(index)}${inWords(repeat)}</p>`)}</div>`
}

function chart(repeat: RepeatSeconds, scale: Scale) {
  const { seconds, timeline } = repeat
  const x = (second: number) => left + (second / scale.seconds) * plotWidth
  const barWidth = Math.max(1, (plotWidth / scale.seconds) * 0.8)
  // One scale for both directions, or a failure would look smaller than an answer.
  const perRequest = (bottom - top) / (scale.succeeded + scale.failed)
  const baseline = top + scale.succeeded * perRequest
  const bars = seconds.map(({ second, succeeded, failed }) => {
    const up = succeeded * perRequest
    const down = failed * perRequest
    return html`<rect class="up" x="${x(second).toFixed(1)}" y="${(baseline - up).toFixed(1)}" width="${barWidth.toFixed(1)}" height="${up.toFixed(1)}"/>${failed > 0 ? html`<rect class="down" x="${x(second).toFixed(1)}" y="${baseline.toFixed(1)}" width="${barWidth.toFixed(1)}" height="${Math.max(2, down).toFixed(1)}"/>` : html``}`
  })
  return html`<svg viewBox="0 0 ${width} 176" role="img" aria-label="${inWords(repeat)}">
${bars}
${timeline.map((event) => band(event, x))}
<line class="axis" x1="${left}" x2="${width - 6}" y1="${baseline.toFixed(1)}" y2="${baseline.toFixed(1)}"/>
<text x="${left - 4}" y="${top + 8}" text-anchor="end">${scale.succeeded}</text>
<text x="${left - 4}" y="${(baseline + 4).toFixed(1)}" text-anchor="end">0</text>
${bottom - baseline > 14 ? html`<text x="${left - 4}" y="${bottom}" text-anchor="end">${scale.failed}</text>` : html``}
${timeline.map((event) => mark(event, x))}
${ticks(scale.seconds).map((second) => html`<text x="${x(second).toFixed(1)}" y="172" text-anchor="middle">${second} s</text>`)}
</svg>`
}

function band(event: TimelineEvent, x: (second: number) => number) {
  const { kind, atSeconds, healthCheckSeconds } = event
  const until = healthCheckSeconds === undefined ? event.untilSeconds : atSeconds + healthCheckSeconds
  if (until === undefined) return html``
  const size = Math.max(2, x(until) - x(atSeconds))
  return html`<rect class="${kind === 'kill' ? 'found-out' : 'restarting'}" x="${x(atSeconds).toFixed(1)}" y="${top - 14}" width="${size.toFixed(1)}" height="${bottom - top + 14}"/>`
}

function mark({ kind, atSeconds }: TimelineEvent, x: (second: number) => number) {
  if (kind !== 'kill' && kind !== 'restart') return html``
  const at = x(atSeconds).toFixed(1)
  const line =
    kind === 'kill'
      ? html`<line class="kill" x1="${at}" x2="${at}" y1="${top - 14}" y2="${bottom}"/>`
      : html``
  // On two heights, as the words may be wider than the time between the two.
  return html`${line}<text x="${at}" y="${kind === 'kill' ? 14 : 28}" text-anchor="middle">${kind === 'kill' ? 'killed' : 'restart'}</text>`
}

const ticks = (seconds: number) => {
  const step = seconds <= 10 ? 2 : seconds <= 30 ? 5 : seconds <= 120 ? 20 : Math.ceil(seconds / 6)
  return Array.from({ length: Math.ceil(seconds / step) }, (_, index) => index * step)
}

/** The chart for whoever cannot see it. */
function inWords({ seconds, timeline }: RepeatSeconds): string {
  const failing = seconds.filter(({ failed }) => failed > 0)
  const slowest = seconds.reduce<number | null>((most, { p95Ms }) => Math.max(most ?? 0, p95Ms ?? 0), null)
  const kill = timeline.find(({ kind }) => kind === 'kill')
  const noticed =
    kill?.untilSeconds === undefined
      ? ''
      : ` Killed at ${kill.atSeconds.toFixed(1)} s; the balancer knew ${(kill.untilSeconds - kill.atSeconds).toFixed(1)} s later.`
  const failures = failing.reduce((sum, { failed }) => sum + failed, 0)
  const words =
    failures === 0
      ? 'No request failed in any second.'
      : `${failures} requests failed, in ${failing.length} of ${seconds.length} seconds.`
  return `${words} p95 of the slowest second: ${milliseconds(slowest)}.${noticed}`
}
