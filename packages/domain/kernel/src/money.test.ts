import { expect, it } from 'vitest'
import { formatCents } from './money.ts'

it.each([
  [0, '€0.00'],
  [5, '€0.05'],
  [129_900, '€1,299.00'],
  [-250, '-€2.50'],
  [Number.MAX_SAFE_INTEGER - 1, '€90,071,992,547,409.90'],
])('writes %i cents as %s', (cents, text) => {
  expect(formatCents(cents)).toBe(text)
})
