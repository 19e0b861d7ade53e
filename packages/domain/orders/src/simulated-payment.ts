import { setTimeout as sleep } from 'node:timers/promises'
import { PaymentDeclinedError } from './errors.ts'
import type { AuthorizePayment } from './payment.port.ts'

/**
 * A payment provider that keeps nothing: the outcome follows from the card alone, so a repeat with the same
 * reference has the same outcome. `slow` takes `slowMs` and is approved.
 */
export function createSimulatedPayment({ slowMs = 3000 }: { slowMs?: number } = {}): AuthorizePayment {
  return async (card, _amountCents, { reference }) => {
    if (card === 'slow') await sleep(slowMs)
    if (card === 'declined') throw new PaymentDeclinedError()
    return `simulated-${reference}`
  }
}
