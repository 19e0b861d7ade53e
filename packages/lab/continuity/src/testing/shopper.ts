/** Writes histories by hand: `did('addToCart', sent)` is an acknowledged act, `refused` and `unknown` are the others. */
import { createLedger, type InvokeOptions, type Ledger } from '../ledger.ts'

export interface Step extends InvokeOptions {
  readonly sent?: unknown
  readonly shown?: unknown
  readonly status?: number
}

export function shopperNamed(shopper: string) {
  let time = 1_800_000_000_000
  const ledger: Ledger = createLedger({ shopper, now: () => time++ })
  return {
    ledger,
    events: ledger.events,
    did: (f: string, { sent, shown, ...options }: Step = {}) =>
      ledger.invoke(f, sent, { process: 'laptop', ...options }).ok(shown, { status: 200 }),
    refused: (f: string, status: number, { sent, ...options }: Step = {}) =>
      ledger.invoke(f, sent, { process: 'laptop', ...options }).fail(undefined, { status }),
    unknown: (f: string, { sent, ...options }: Step = {}) =>
      ledger.invoke(f, sent, { process: 'laptop', ...options }).info(undefined, { status: 503 }),
  }
}

/** A shopper with an account, logged in on the laptop and on the phone. */
export function loggedInShopper(name = 'ada') {
  const shopper = shopperNamed(name)
  shopper.did('signUp', { sent: { email: `${name}@example.test`, displayName: name } })
  shopper.did('login', { process: 'phone' })
  return shopper
}

export const units = (productId: string, quantity = 1) => ({ productId, quantity })
export const cart = (...lines: readonly { productId: string; quantity: number }[]) => ({ lines })
