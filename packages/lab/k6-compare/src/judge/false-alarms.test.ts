import { describe, expect, it } from 'vitest'
import { share } from '../measure.ts'
import { outcomes, randomFrom, simulated } from '../testing/simulate.ts'
import { answerOf } from './answer.ts'
import { compareSeries } from './compare-series.ts'
import { defaultJudging } from './judging.ts'

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

describe('1,000 comparisons of identical runs that lose things', () => {
  it('are "worse" in at most 5 of 100, whichever kinds they lose', () => {
    const random = randomFrom(3)
    const lossy = () => {
      const measures = Object.fromEntries(
        Array.from({ length: 20 }, (_, kind) => {
          const hits = Array.from({ length: 400 }).filter(() => random() < kind / 400).length
          return [`loss ${kind}`, share(hits, 400, { isForbidden: true })]
        }),
      )
      return [{ name: '', repeats: [{ file: '', measures }] }]
    }
    const alarms = Array.from({ length: 1000 }).filter(() =>
      compareSeries(lossy(), lossy()).some(({ judgement }) => judgement === 'worse'),
    )

    expect(alarms.length).toBeLessThanOrEqual(50)
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

describe('20 ms more on one route of thirteen', () => {
  const slowed = { endpoint: 'GET /3', byMs: 20 }
  const compared = (repeats: number, primary?: readonly string[]) => {
    const { a, b } = simulated({ repeats, slowed, random: randomFrom(repeats) })
    return compareSeries(a, b, { ...defaultJudging, ...(primary && { primary }) })
  }
  const namesOf = (differences: ReturnType<typeof compared>, wanted: string) =>
    differences.filter(({ judgement }) => judgement === wanted).map(({ measure }) => measure)

  it('are found by the name of the route with ten repeats, and nothing else is', () => {
    const worse = namesOf(compared(10), 'worse')

    expect(worse).toContain('p50 of GET /3')
    expect(worse.filter((name) => !name.endsWith(' of GET /3'))).toEqual([])
  })

  it('cannot be told with five, and can when the route is named beforehand', () => {
    expect(namesOf(compared(5), 'cannot tell')).toContain('p50 of GET /3')
    expect(answerOf(compared(5)).exitCode).toBe(3)
    expect(namesOf(compared(5, ['p50 of GET /3', 'p95 of GET /3']), 'worse')).toContain('p50 of GET /3')
  })
})
