import { describe, expect, it } from 'vitest'
import { IllegalTransitionError } from './errors.ts'
import type { OrderStatus } from './order.ts'
import { assertTransition, canBecome } from './order-status.ts'

const statuses: readonly OrderStatus[] = ['paid', 'shipped', 'delivered', 'cancelled']
const legal = new Set(['paid > shipped', 'paid > cancelled', 'shipped > delivered'])
const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const))

describe('an order', () => {
  it.each(pairs.filter(([from, to]) => legal.has(`${from} > ${to}`)))(
    'that is %s can become %s',
    (from, to) => {
      expect(canBecome(from, to)).toBe(true)
      expect(() => assertTransition(from, to)).not.toThrow()
    },
  )

  it.each(pairs.filter(([from, to]) => !legal.has(`${from} > ${to}`)))(
    'that is %s cannot become %s',
    (from, to) => {
      expect(canBecome(from, to)).toBe(false)
      expect(() => assertTransition(from, to)).toThrow(IllegalTransitionError)
    },
  )
})
