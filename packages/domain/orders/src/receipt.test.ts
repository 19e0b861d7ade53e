import { expect, it } from 'vitest'
import type { Order } from './order.ts'
import { renderReceipt } from './receipt.ts'

const order: Order = {
  id: 'order_1',
  number: '1001',
  accountId: 'account_anna',
  status: 'paid',
  lines: [
    { productId: 'kettle', name: 'Copper Kettle', quantity: 2, priceCents: 64_950 },
    { productId: 'tea', name: 'Green Sencha', quantity: 1, priceCents: 790 },
  ],
  totalCents: 130_690,
  address: { name: 'Änne', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
  paymentReference: 'simulated-order_1',
  placedAt: Date.UTC(2026, 10, 24, 12, 30),
}

it('shows number, time, lines, total and address, and nothing of the payment', () => {
  const receipt = renderReceipt(order)

  for (const part of [
    'Receipt for order 1001',
    '2026-11-24 12:30',
    '2 × Copper Kettle',
    '€1,299.00',
    '€7.90',
    '€1,306.90',
    'Änne, 1 Main Street, D02 Dublin, IE',
  ]) {
    expect(receipt).toContain(part)
  }
  expect(receipt).not.toContain('simulated')
})

it('has its amounts in one column', () => {
  const amounts = renderReceipt(order)
    .split('\n')
    .filter((row) => row.includes('€'))

  expect(amounts).toHaveLength(3)
  expect(new Set(amounts.map((row) => row.length)).size).toBe(1)
})
