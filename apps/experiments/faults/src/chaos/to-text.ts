import type { Moment } from './schedule.ts'
import type { ChaosResult } from './verdict.ts'

/** The result for a terminal. */
export function toText({
  seed,
  minutes,
  faults,
  waits,
  continuity,
  acknowledgedWrites,
  claims,
}: ChaosResult) {
  const { answers, unserved, medianMs, p99Ms, worstMs } = waits
  const counted = Object.entries(faults).map(([name, count]) => `${count} × ${name}`)
  return [
    `Seed ${seed}, ${minutes.toFixed(1)} minutes, ${continuity.shoppers} shoppers, ${continuity.ordersPlaced} orders`,
    `Faults: ${counted.join(', ')}`,
    `${answers} answers, ${unserved} of them none or 5xx; waits: median ${medianMs} ms, p99 ${p99Ms} ms, worst ${worstMs} ms`,
    `${acknowledgedWrites} writes were acknowledged`,
    ...claims.map(({ claim, holds }) => `${holds ? '✓' : '✗'} ${claim}`),
    ...continuity.anomalies.map(({ kind, detail }) => `  ${kind}: ${detail}`),
  ].join('\n')
}

/** The schedule of a seed, a line for each moment. */
export const scheduleToText = (schedule: readonly Moment[]) =>
  schedule
    .map(({ atSeconds, faults }) => {
      const texts = faults.map(({ name, seconds }) => `${name}${seconds > 0 ? ` for ${seconds} s` : ''}`)
      return `${atSeconds.toFixed(1).padStart(7)} s  ${texts.join(', and ')}`
    })
    .join('\n')
