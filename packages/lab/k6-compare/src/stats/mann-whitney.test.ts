import { describe, expect, it } from 'vitest'
import { mannWhitney, smallestP } from './mann-whitney.ts'

describe('mannWhitney', () => {
  it('agrees with the worked example of R (?wilcox.test, Hollander and Wolfe 1973, p. 69)', () => {
    const x = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    const y = [1.15, 0.88, 0.9, 0.74, 1.21]

    const { u, p, method } = mannWhitney(x, y)

    expect({ u, method }).toEqual({ u: 35, method: 'exact' })
    expect(p).toBeCloseTo(0.2544, 4) // R prints the one-sided 0.1272
  })

  it("agrees with SciPy's worked example of mannwhitneyu", () => {
    const { u, p } = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])

    expect(u).toBe(17)
    expect(p).toBeCloseTo(0.1111, 4)
  })

  it('finds nothing between samples that are all the same', () => {
    expect(mannWhitney([5, 5, 5, 5], [5, 5, 5, 5]).p).toBe(1)
    expect(mannWhitney(Array(60).fill(5), Array(60).fill(5)).p).toBe(1)
  })

  it('does not care which sample comes first', () => {
    const [a, b] = [
      [1, 2, 3, 4],
      [3, 5, 6, 7],
    ]

    expect(mannWhitney(a, b).p).toBe(mannWhitney(b, a).p)
  })

  it("agrees with SciPy's asymptotic p where the normal approximation is taken", () => {
    const { p, method } = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12], { mostExact: 0 })

    expect(method).toBe('normal')
    expect(p).toBeCloseTo(0.111346886, 6)
  })

  it('knows that three repeats each can never reach 0.05, and four can', () => {
    expect(smallestP(3, 3)).toBeCloseTo(0.1)
    expect(mannWhitney([1, 2, 3], [4, 5, 6]).p).toBeCloseTo(0.1)
    expect(mannWhitney([1, 2, 3, 4], [5, 6, 7, 8]).p).toBeCloseTo(smallestP(4, 4))
    expect(smallestP(4, 4)).toBeLessThan(0.05)
  })

  it('refuses an empty sample', () => {
    expect(() => mannWhitney([], [1])).toThrow(/at least one value/)
  })
})
