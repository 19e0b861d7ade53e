import type { Cents } from '@unsticky/kernel'

/** The simulated card: says itself what will happen to it. */
export type TestCard = 'approved' | 'declined' | 'slow'

/**
 * Charges an amount to a card, once per `reference`. Throws `PaymentDeclinedError`. Resolves to the provider's
 * reference.
 */
export interface AuthorizePayment {
  (card: TestCard, amountCents: Cents, options: { reference: string }): Promise<string>
  /** Gives back what was charged under a reference of the provider; nothing happens when nothing was. */
  readonly giveBack?: (reference: string) => Promise<void>
}
