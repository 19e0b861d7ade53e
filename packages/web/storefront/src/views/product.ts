import type { Product } from '@unsticky/catalog'
import { formatCents } from '@unsticky/kernel'
import { html } from '../html.ts'
import { addForm } from './add-form.ts'
import { catalogueUrl } from './catalogue-url.ts'
import type { Page } from './shell.ts'

export interface ProductModel {
  readonly product: Product
  /** Units left; `undefined` when the stock could not be read. */
  readonly stock: number | undefined
}

export function productPage({ product, stock }: ProductModel): Page {
  const { id, name, description, category, priceCents } = product
  return {
    title: name,
    content: html`<div class="wrap">
      <nav aria-label="Breadcrumb"><ol class="breadcrumb">
        <li><a href="/">All products</a></li>
        <li><a href=${catalogueUrl({ category })}>${category}</a></li>
      </ol></nav>
      <div class="product">
        <img class="product-picture" src=${`/api/products/${encodeURIComponent(id)}/picture.svg`} alt="" width="560" height="560" />
        <div>
          <h1>${name}</h1>
          <p class="price price-large">${formatCents(priceCents)}</p>
          <p>${description}</p>
          <p class="stock" data-stock>${stockWords(product, stock)}</p>
          ${product.status === 'active' && stock !== 0 && addForm({ productId: id, name })}
        </div>
      </div>
    </div>`,
  }
}

function stockWords({ status }: Product, stock: number | undefined) {
  if (status === 'discontinued') return 'Not for sale any more'
  if (stock === undefined) return 'How many are left cannot be read right now'
  if (stock === 0) return 'Sold out'
  return stock <= 10 ? `Only ${stock} left` : 'In stock'
}
