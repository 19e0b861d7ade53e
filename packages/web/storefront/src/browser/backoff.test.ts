import { expect, it } from 'vitest'
// @ts-expect-error served to browsers as it is, so it has no type declaration here
import { backoffMs } from './backoff.js'

it('waits longer after each failure and at most half a minute', () => {
  const waits = [1, 2, 3, 6, 50].map((failures) => backoffMs(failures, () => 1))

  expect(waits).toEqual([1000, 2000, 4000, 30_000, 30_000])
})

it('spreads the devices out over half of the wait', () => {
  expect([0, 0.5].map((random) => backoffMs(3, () => random))).toEqual([2000, 3000])
})
