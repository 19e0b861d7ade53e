/** How many repeats of each would tell, so that "cannot tell" comes with a way out. */
import { smallestP } from './mann-whitney.ts'

/** More than this, nobody makes. */
export const mostRepeats = 100
/** Chance to see the difference with so many repeats, if it is as large as it looks. */
const power = 0.8
/** Of the test by ranks against one that knows the spread is normal. */
const efficiency = 3 / Math.PI

interface Options {
  /** What one test must reach, with all others counted. */
  readonly level: number
}

/** At least two values somewhere are needed to know the spread; without, only what the test itself needs. */
export function repeatsWanted(a: readonly number[], b: readonly number[], { level }: Options): number {
  return Math.min(mostRepeats, Math.max(fewestFor(level), bySpread(a, b, { level })))
}

/** So many repeats of each that even the clearest difference can reach the level. */
export function fewestFor(level: number): number {
  for (let repeats = 2; repeats < mostRepeats; repeats++)
    if (smallestP(repeats, repeats) <= level) return repeats
  return mostRepeats
}

function bySpread(a: readonly number[], b: readonly number[], { level }: Options): number {
  const [logsA, logsB] = [a, b].map((values) => values.map((value) => Math.log(Math.max(value, 1e-9))))
  if (!logsA || !logsB) return 0
  const spreads = [logsA, logsB].filter((logs) => logs.length > 1).map(variance)
  if (spreads.length === 0) return 0
  const spread = spreads.reduce((sum, each) => sum + each, 0) / spreads.length
  const distance = Math.abs(mean(logsA) - mean(logsB))
  if (distance === 0 || spread === 0) return 0
  const z = upperQuantile(level / 2) + upperQuantile(1 - power)
  return Math.ceil((2 * spread * (z / distance) ** 2) / efficiency)
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function variance(values: readonly number[]): number {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1)
}

/** Of the standard normal; Abramowitz and Stegun 26.2.23, off by at most 4.5e-4. */
function upperQuantile(p: number): number {
  if (p > 0.5) return -upperQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + 0.802853 * t + 0.010328 * t * t
  const below = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3
  return t - above / below
}
