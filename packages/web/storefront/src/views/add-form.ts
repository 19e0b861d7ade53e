import { html, type View } from '../html.ts'

interface AddFormModel {
  readonly productId: string
  readonly name: string
  /** In a card there is no room for a quantity. */
  readonly isCompact?: boolean
}

/** Puts a product into the cart; sent by `every-page.js`. */
export function addForm({ productId, name, isCompact = false }: AddFormModel): View {
  return html`<form method="post" class="add" data-add-to-cart data-product-id=${productId} data-name=${name}>
    ${isCompact ? html`<input type="hidden" name="quantity" value="1" />` : quantityField()}
    <button type="submit" class="button">${isCompact ? ['Add', html`<span class="visually-hidden"> ${name} to cart</span>`] : 'Add to cart'}</button>
  </form>`
}

const quantityField = () => html`<div class="quantity-field">
  <label for="quantity">Quantity</label>
  <input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="20" value="1" required />
</div>`
