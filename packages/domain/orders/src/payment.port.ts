import type { Cents } from '@unsticky/kernel'

/** The simulated card: says itself what will happen to it. */
export type TestCard = 'approved' | 'declined' | 'slow'

/**
 * Reserves an amount on a card, once per `reference`. Throws `PaymentDeclinedError`. Resolves to the provider's
 * reference. A reservation that no order follows lapses by itself, so a refused order needs no refund.
 */
export type AuthorizePayment = (
  card: TestCard,
  amountCents: Cents,
  options: { reference: string },
) => Promise<string>
