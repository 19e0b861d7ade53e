import { expect, it } from 'vitest'
import { slopeOf } from './slope.ts'

it('is the growth per step', () => {
  const points = [0, 1, 2, 3].map((x) => ({ x, y: 100 + 7 * x }))

  expect(slopeOf(points)).toBe(7)
})

it('is not moved by one step that has another cause', () => {
  const points = [0, 5000, 5000, 5000, 5000, 5000].map((y, x) => ({ x, y }))

  expect(slopeOf(points)).toBe(0)
})

it('needs two points', () => {
  expect(() => slopeOf([{ x: 1, y: 1 }])).toThrow('two points')
})
