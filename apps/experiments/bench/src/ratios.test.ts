import { expect, it } from 'vitest'
import { median, ratioOf } from './ratios.ts'

it('takes the ratio within each round, so that a slow round does not count', () => {
  const ratio = ratioOf([100, 10, 240], [50, 5, 80])

  expect(ratio).toEqual({ value: 2, min: 2, max: 3, unit: 'x' })
})

it('takes the middle of an odd count and the mean of the middle two of an even one', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 9])).toBe(3)
})

it('refuses sides that do not belong together', () => {
  expect(() => ratioOf([1], [1, 2])).toThrow('as many figures')
  expect(() => ratioOf([], [])).toThrow('one at least')
})
