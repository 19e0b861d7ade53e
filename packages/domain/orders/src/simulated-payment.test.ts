import { describe, expect, it } from 'vitest'
import { PaymentDeclinedError } from './errors.ts'
import { createSimulatedPayment } from './simulated-payment.ts'

describe('createSimulatedPayment', () => {
  const authorize = createSimulatedPayment({ slowMs: 20 })

  it('approves, and gives the same reference to a repeat', async () => {
    const reference = await authorize('approved', 990, { reference: 'order_1' })

    expect(await authorize('approved', 990, { reference: 'order_1' })).toBe(reference)
    expect(await authorize('approved', 990, { reference: 'order_2' })).not.toBe(reference)
  })

  it('declines', async () => {
    await expect(authorize('declined', 990, { reference: 'order_1' })).rejects.toThrow(PaymentDeclinedError)
  })

  it('approves slowly', async () => {
    const startedAt = performance.now()

    await authorize('slow', 990, { reference: 'order_1' })

    expect(performance.now() - startedAt).toBeGreaterThan(15)
  })
})
