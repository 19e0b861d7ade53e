import { expect, it } from 'vitest'
import { spreadIndex } from './spread-index.ts'

const requests = (a: number, b: number, c: number) => new Map(Object.entries({ a, b, c }))

it('is 1 for a fair share, 0 for an instance that gets nothing', () => {
  expect(spreadIndex(requests(40, 40, 40), 'c')).toBe(1)
  expect(spreadIndex(requests(60, 60, 0), 'c')).toBe(0)
  expect(spreadIndex(requests(50, 50, 20), 'c')).toBe(0.5)
})

it('is not known before there were requests', () => {
  expect(spreadIndex(requests(0, 0, 0), 'c')).toBeUndefined()
})
