import type { Placed, ShopperId } from '@unsticky/kernel'

/** Tells the devices of a shopper that the cart has changed; they fetch it then. Best effort: nothing is stored. */
export interface CartEvents extends Placed {
  publish(shopperId: ShopperId, event: CartEvent): Promise<void>
  /** Resolves to a function that ends the subscription. */
  subscribe(shopperId: ShopperId, listener: (event: CartEvent) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface CartEvent {
  readonly revision: number
  readonly units: number
}
