import { expect, it } from 'vitest'
import { checkCharges } from './check-charges.ts'

const order = (id: string, paymentReference: string, totalCents = 990, isCancelled = false) => ({
  ...{ id, paymentReference, totalCents, isCancelled },
})
const charge = (reference: string, amountCents = 990) => ({ reference, amountCents })

it('finds nothing where every order was charged once, and what was cancelled was given back', () => {
  const orders = [order('one', 'a'), order('two', 'b', 2990), order('gone', 'c', 500, true)]

  expect(checkCharges(orders, [charge('a'), charge('b', 2990)])).toEqual({
    ...{ looked: 2, unpaid: [], shared: [], forNothing: [] },
  })
})

it.each([
  ['an order that nobody paid for', [order('one', 'a')], [], { unpaid: ['one'] }],
  ['an order with another amount', [order('one', 'a')], [charge('a', 989)], { unpaid: ['one'] }],
  ['two orders of one charge', [order('one', 'a'), order('two', 'a')], [charge('a')], { shared: ['a'] }],
  ['a charge without an order', [order('one', 'a')], [charge('a'), charge('b')], { forNothing: ['b'] }],
])('finds %s', (_name, orders, charges, found) => {
  expect(checkCharges(orders, charges)).toMatchObject(found)
})
