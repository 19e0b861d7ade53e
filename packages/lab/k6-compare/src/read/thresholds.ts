/** What a script promises: which promises were broken, and which way is good. */
import type { Measure } from '../measure.ts'

interface Threshold {
  readonly expression: string
  readonly isCrossed: boolean
}

/** `--summary-export` writes true for a crossed one; `handleSummary` gets `{ ok }`. */
export function thresholdsOf(metric: unknown): readonly Threshold[] {
  const all = isRecord(metric) && isRecord(metric.thresholds) ? metric.thresholds : {}
  return Object.entries(all).map(([expression, found]) => ({
    expression,
    isCrossed: isRecord(found) ? found.ok === false : found === true,
  }))
}

/** `count<1` and `count==0`: less is better. `rate>0.9`: more is. `undefined` when nobody said. */
export function directionOf(expressions: readonly string[]): Measure['better'] {
  for (const text of expressions) {
    if (/<|===?\s*0(\.0+)?\s*$/.test(text)) return 'lower'
    if (/>|===?\s*1(\.0+)?\s*$/.test(text)) return 'higher'
  }
  return undefined
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
