import { describe, expect, it } from 'vitest'
import { fisher } from './fisher.ts'
import { holm } from './holm.ts'
import { fewestFor, repeatsWanted } from './repeats-wanted.ts'

describe('fisher', () => {
  it("agrees with the tea taster and with SciPy's worked example", () => {
    expect(fisher({ hits: 3, of: 4 }, { hits: 1, of: 4 })).toBeCloseTo(0.4857, 4)
    expect(fisher({ hits: 8, of: 10 }, { hits: 1, of: 6 })).toBeCloseTo(0.035, 3)
  })

  it('tells rates apart however large the runs, and nothing where there is nothing', () => {
    expect(fisher({ hits: 67, of: 100 }, { hits: 155, of: 405 })).toBeLessThan(1e-6)
    expect(fisher({ hits: 0, of: 2_000_000 }, { hits: 400, of: 2_000_000 })).toBeLessThan(1e-100)
    expect(fisher({ hits: 0, of: 100 }, { hits: 0, of: 100 })).toBe(1)
    expect(fisher({ hits: 0, of: 0 }, { hits: 3, of: 5 })).toBe(1)
  })
})

describe('holm', () => {
  it('agrees with the worked example of R (p.adjust)', () => {
    expect(holm([0.01, 0.02, 0.03, 0.04]).map((p) => Number(p.toFixed(4)))).toEqual([0.04, 0.06, 0.06, 0.06])
    expect(holm([0.9, 0.001])).toEqual([0.9, 0.002])
  })
})

describe('repeatsWanted', () => {
  it('is at least what the test needs, and more where repeats differ much', () => {
    expect(fewestFor(0.05)).toBe(4)
    expect(fewestFor(0.02)).toBe(5)
    expect(repeatsWanted([100, 101], [150, 152], { level: 0.02 })).toBe(5)
    expect(repeatsWanted([100, 160], [130, 180], { level: 0.02 })).toBeGreaterThan(20)
    expect(repeatsWanted([100], [130], { level: 0.02 })).toBe(5)
  })
})
