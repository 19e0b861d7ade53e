/** How long a run takes: told before it starts, corrected as turns end. */
import type { Settings } from './settings.ts'

/** Stores at the beginning; the page at the end. */
const onceSeconds = 8
/** Looking at the machine, starting a fleet, k6 twice, the last shoppers, stopping, judging. */
const besidesSeconds = 22

export const estimateTurnSeconds = ({ warmUpSeconds, measureSeconds }: Settings): number =>
  warmUpSeconds + measureSeconds + besidesSeconds

export const estimateSeconds = (settings: Settings): number =>
  onceSeconds + settings.fleets.length * settings.repeats * estimateTurnSeconds(settings)

/** What is left, by the turns that ended where there are any. */
export function secondsLeft(
  settings: Settings,
  { turnsLeft, turnSeconds }: { readonly turnsLeft: number; readonly turnSeconds: readonly number[] },
): number {
  const mean = turnSeconds.reduce((sum, seconds) => sum + seconds, 0) / turnSeconds.length
  return turnsLeft * (turnSeconds.length === 0 ? estimateTurnSeconds(settings) : mean)
}

/** "about 20 min", "about 40 s". */
export const roughly = (seconds: number): string =>
  seconds < 90
    ? `about ${Math.max(10, Math.round(seconds / 10) * 10)} s`
    : `about ${Math.round(seconds / 60)} min`
