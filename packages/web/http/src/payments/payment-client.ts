import { UnavailableError } from '@unsticky/kernel'
import { type AuthorizePayment, PaymentDeclinedError } from '@unsticky/orders'

interface PaymentClientOptions {
  /** Where the provider is, without a path. */
  readonly url: string
  /** A card may take its time; afterwards it is not known whether it was charged, and the reference finds out. */
  readonly timeoutMs?: number
}

/**
 * Asks a payment provider over HTTP. The reference is part of the address: whatever is sent again, by whichever
 * instance, is one charge.
 */
export function createPaymentClient({ url, timeoutMs = 8000 }: PaymentClientOptions): AuthorizePayment {
  return Object.assign(authorize, { giveBack })

  async function authorize(card: string, amountCents: number, { reference }: { reference: string }) {
    const answer = await ask(reference, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card, amountCents }),
    })
    if (answer.status === 402) throw new PaymentDeclinedError()
    if (!answer.ok) throw new Error(`The payment provider answered ${answer.status}`)
    return reference
  }

  async function giveBack(reference: string) {
    await ask(reference, { method: 'DELETE' })
  }

  /** Read to its end: a body that nobody reads keeps its connection. */
  async function ask(reference: string, request: RequestInit): Promise<{ status: number; ok: boolean }> {
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const answer = await fetch(`${url}/charges/${reference}`, { ...request, signal })
      await answer.arrayBuffer()
      if (answer.status < 500 && answer.status !== 429) return { status: answer.status, ok: answer.ok }
      throw new Error(`It answered ${answer.status}`)
    } catch (cause) {
      throw new UnavailableError('payment provider', { cause })
    }
  }
}
