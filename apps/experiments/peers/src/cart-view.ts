/** The JSON of a cart, with the fields that the shop's has; the same for every peer. */
import { demoCatalog } from '@unsticky/catalog'

/** What a session holds of a cart. */
export interface CartLine {
  productId: string
  quantity: number
  addedAt: number
}

const products = new Map(
  demoCatalog().map(({ product, stock }) => [product.id, { ...product, unitsLeft: stock }]),
)

/** Product with its stock; `undefined` for an unknown id. */
export const findProduct = (id: string) => products.get(id)

export function viewCart(lines: readonly CartLine[], revision: number) {
  const shown = lines.map((line) => {
    const product = products.get(line.productId)
    const priceCents = product?.priceCents ?? 0
    return {
      productId: line.productId,
      name: product?.name ?? line.productId,
      pictureUrl: `/api/products/${line.productId}/picture.svg`,
      quantity: line.quantity,
      priceCents,
      seenPriceCents: priceCents,
      lineCents: priceCents * line.quantity,
      isForSale: product?.status === 'active',
      isPriceChanged: false,
      unitsLeft: product?.unitsLeft,
      addedAt: line.addedAt,
    }
  })
  return {
    revision,
    lines: shown,
    totalCents: shown.reduce((sum, { lineCents }) => sum + lineCents, 0),
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  }
}

/** Sets one line; 0 takes it out. Answers with the new lines. */
export function setLine(lines: readonly CartLine[], productId: string, quantity: number): CartLine[] {
  const addedAt = lines.find((line) => line.productId === productId)?.addedAt ?? Date.now()
  const others = lines.filter((line) => line.productId !== productId)
  return quantity === 0 ? others : [...others, { productId, quantity, addedAt }]
}
