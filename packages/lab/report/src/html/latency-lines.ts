/** Percentiles second by second, below the counts: what a kill does to who got an answer. */
import type { RepeatSeconds } from '../evidence.ts'
import { type Html, html } from './escape.ts'

const width = 340
const left = 30
const top = 8
const bottom = 92
const right = width - 6

const lines = ['p50Ms', 'p95Ms', 'p99Ms'] as const

export interface LatencyScale {
  readonly seconds: number
  /** The slowest p99 of all charts, so that they can be compared. */
  readonly slowestMs: number
}

/** Nothing where only counts were kept. The scale is logarithmic: a kill is often a hundred times slower than calm. */
export function latencyChart(
  { seconds, timeline }: RepeatSeconds,
  { seconds: length, slowestMs }: LatencyScale,
): Html {
  if (seconds.every(({ p50Ms }) => p50Ms === undefined || p50Ms === null)) return html``
  const x = (second: number) => (left + (second / length) * (right - left)).toFixed(1)
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(10, slowestMs))))
  const y = (ms: number) => (bottom - (Math.log10(Math.max(1, ms)) / decades) * (bottom - top)).toFixed(1)
  const paths = lines.map((field) => {
    const points = seconds.flatMap((each) => {
      const ms = each[field]
      return ms === undefined || ms === null ? [] : [`${x(each.second + 0.5)},${y(ms)}`]
    })
    return html`<polyline class="${field.slice(0, 3)}" points="${points.join(' ')}"/>`
  })
  const grid = Array.from({ length: decades + 1 }, (_, power) => 10 ** power)
  return html`<svg viewBox="0 0 ${width} 100" role="img" aria-label="${inWords({ seconds, timeline })}">
${grid.map((ms) => html`<line class="grid" x1="${left}" x2="${right}" y1="${y(ms)}" y2="${y(ms)}"/><text x="${left - 4}" y="${Number(y(ms)) + 4}" text-anchor="end">${ms >= 1000 ? `${ms / 1000} s` : ms}</text>`)}
${timeline.filter(({ kind }) => kind === 'kill').map(({ atSeconds }) => html`<line class="kill" x1="${x(atSeconds)}" x2="${x(atSeconds)}" y1="${top}" y2="${bottom}"/>`)}
${paths}
</svg>`
}

/** The chart for whoever cannot see it. */
function inWords({ seconds }: RepeatSeconds): string {
  const slowest = (field: (typeof lines)[number]) =>
    Math.max(0, ...seconds.map((each) => each[field] ?? 0)).toFixed(0)
  return `Milliseconds by second: p50 at most ${slowest('p50Ms')}, p95 at most ${slowest('p95Ms')}, p99 at most ${slowest('p99Ms')}.`
}
