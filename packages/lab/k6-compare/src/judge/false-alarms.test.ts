import { describe, expect, it } from 'vitest'
import { outcomes, randomFrom } from '../testing/simulate.ts'

const most = 0.05

describe('1,000 comparisons of identical runs, 44 measures each', () => {
  it.each([1, 2, 3, 4, 5, 10])(
    'with %i repeats are "worse" in at most 5 of 100',
    (repeats) => {
      expect(outcomes(1000, { repeats, random: randomFrom(repeats) }).worse).toBeLessThanOrEqual(most)
    },
    120_000,
  )

  it('also where runs differ much from one to the next', () => {
    expect(outcomes(1000, { repeats: 5, spread: 0.5, random: randomFrom(11) }).worse).toBeLessThanOrEqual(
      most,
    )
  }, 120_000)
})

describe('the power', () => {
  it('is there with five repeats, and not with three', () => {
    const power = (repeats: number) =>
      outcomes(200, { repeats, factor: 1.5, random: randomFrom(repeats) }).p95Worse

    expect(power(3)).toBe(0)
    expect(power(5)).toBeGreaterThan(0.8)
  }, 60_000)
})
