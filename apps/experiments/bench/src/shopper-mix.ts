/** The work: what one signed-in shopper asks for, over and over. */
export interface Shopper {
  readonly cookie: string
  readonly csrfToken: string
}

export interface MixedRequest {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** What every cart holds. */
export const cartProducts = ['copper-kettle', 'green-sencha', 'bath-brush'] as const

/**
 * Twenty requests in a fixed order: 60 % read the cart, 20 % set the quantity of a line, 15 % read a product, 5 % read
 * the profile. The order is spread, so that no kind comes in a block.
 */
const order = 'rwrprrwrprwrrprwrrfr'

export const shares = { cartRead: 12, cartWrite: 4, product: 3, profile: 1 }

export type Kind = keyof typeof shares

/** One kind alone instead of the mix, to see what each costs. */
const orderOf: Readonly<Record<Kind, string>> = {
  cartRead: 'r',
  cartWrite: 'www',
  product: 'ppp',
  profile: 'f',
}

export function mixFor({ cookie, csrfToken }: Shopper, kind?: Kind): readonly MixedRequest[] {
  return [...(kind ? orderOf[kind] : order)].map((kind, index): MixedRequest => {
    const productId = cartProducts[index % cartProducts.length]
    if (kind === 'r') return { method: 'GET', path: '/api/cart', headers: { cookie } }
    if (kind === 'p') return { method: 'GET', path: `/api/products/${productId}`, headers: { cookie } }
    if (kind === 'f') return { method: 'GET', path: '/api/profile', headers: { cookie } }
    return {
      method: 'PUT',
      path: `/api/cart/lines/${productId}`,
      headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
      body: JSON.stringify({ quantity: 1 + (index % 5) }),
    }
  })
}
