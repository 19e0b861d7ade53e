import type { CartChange } from './cart-change.ts'

/**
 * What the shopper asked for, as text: equal for a repeat of the same request. Prices are left out, because they come
 * from the catalogue and may have changed between the first attempt and its repeat.
 */
export function changeFingerprint(change: CartChange): string {
  switch (change.kind) {
    case 'add':
    case 'set':
      return `${change.kind} ${asked(change)}`
    case 'checkOut':
      return `${change.kind} ${change.orderId}`
    case 'settle':
      return `${change.kind} ${change.orderId} ${change.lines.map(asked).join(' ')}`
    case 'take':
    case 'merge':
      return `${change.kind} ${change.lines.map(asked).join(' ')}`
  }
}

const asked = ({ productId, quantity }: { productId: string; quantity: number }) => `${quantity}*${productId}`
