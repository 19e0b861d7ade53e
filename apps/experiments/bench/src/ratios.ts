export interface Ratio {
  /** Median over the rounds. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly unit: 'x'
}

/** One ratio a round, both sides measured in that round: what slows the machine down slows both. */
export function ratioOf(numerators: readonly number[], denominators: readonly number[]): Ratio {
  if (numerators.length === 0 || numerators.length !== denominators.length)
    throw new Error('A ratio needs as many figures on both sides, and one at least')
  const ratios = numerators.map((numerator, round) => numerator / (denominators[round] as number))
  return { value: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios), unit: 'x' }
}

/** The middle one; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
