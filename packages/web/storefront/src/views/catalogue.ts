import type { Product, ProductPage } from '@unsticky/catalog'
import { formatCents } from '@unsticky/kernel'
import { html, type View } from '../html.ts'
import { addForm } from './add-form.ts'
import { type CatalogueQuery, catalogueUrl } from './catalogue-url.ts'
import type { Page } from './shell.ts'

export interface CatalogueModel {
  readonly query: CatalogueQuery
  readonly categories: readonly { readonly name: string; readonly products: number }[]
  readonly found: ProductPage
}

/** The list of products with categories, sorting and paging; all of it links and a GET form. */
export function cataloguePage({ query, categories, found }: CatalogueModel): Page {
  return {
    title: query.q ? `Search for “${query.q}”` : (query.category ?? 'All products'),
    path: '/',
    ...(query.q && { search: query.q }),
    content: html`<div class="wrap">
      ${categoryNav(query, categories)}
      <div class="list-head">
        <h1>${query.category ?? (query.q ? 'Search' : 'All products')}</h1>
        ${sortForm(query)}
      </div>
      <p class="muted" data-result-count>${countWords(query, found.total)}</p>
      ${found.products.length === 0 ? nothingFound() : productGrid(found.products)}
      ${found.pages > 1 && paging(query, found)}
    </div>`,
  }
}

function countWords({ q }: CatalogueQuery, total: number) {
  const products = `${total} ${total === 1 ? 'product' : 'products'}`
  return q ? `${products} for “${q}”` : products
}

function categoryNav(query: CatalogueQuery, categories: CatalogueModel['categories']) {
  const link = (name: string | undefined, label: string) => html`<li>
    <a class="chip" href=${catalogueUrl({ ...query, category: name, page: 1 })} aria-current=${query.category === name ? 'true' : undefined}>${label}</a>
  </li>`
  return html`<nav aria-label="Categories"><ul class="chips">
    ${link(undefined, 'All')}${categories.map(({ name }) => link(name, name))}
  </ul></nav>`
}

const sorts = { name: 'Name', 'price-asc': 'Price, low first', 'price-desc': 'Price, high first' } as const

function sortForm({ q, category, sort = 'name' }: CatalogueQuery) {
  return html`<form class="sort" action="/" method="get" data-auto-submit>
    ${q && html`<input type="hidden" name="q" value=${q} />`}
    ${category && html`<input type="hidden" name="category" value=${category} />`}
    <label for="sort">Sort by</label>
    <select id="sort" name="sort">
      ${Object.entries(sorts).map(([value, label]) => html`<option value=${value} selected=${value === sort}>${label}</option>`)}
    </select>
    <button type="submit" class="button button-quiet" data-without-script>Sort</button>
  </form>`
}

function productGrid(products: readonly Product[]): View {
  return html`<ul class="grid">${products.map((product, index) => productCard(product, index))}</ul>`
}

function productCard({ id, name, priceCents }: Product, index: number) {
  const href = `/products/${encodeURIComponent(id)}`
  return html`<li class="card">
    <a class="card-link" href=${href}>
      <img src=${`/api${href}/picture.svg`} alt="" width="200" height="200" loading=${index < 8 ? 'eager' : 'lazy'} decoding="async" />
      <span class="card-name">${name}</span>
    </a>
    <div class="card-foot">
      <span class="price">${formatCents(priceCents)}</span>
      ${addForm({ productId: id, name, isCompact: true })}
    </div>
  </li>`
}

const nothingFound = () => html`<div class="empty">
  <p>No product matches. Try another word, or <a href="/">look at everything</a>.</p>
</div>`

function paging(query: CatalogueQuery, { page, pages }: ProductPage) {
  const link = (to: number, label: string, rel: string) =>
    to < 1 || to > pages
      ? html`<span class="button button-quiet" aria-disabled="true">${label}</span>`
      : html`<a class="button button-quiet" rel=${rel} href=${catalogueUrl({ ...query, page: to })}>${label}</a>`
  return html`<nav class="paging" aria-label="Pages">
    ${link(page - 1, 'Previous', 'prev')}<span>Page ${page} of ${pages}</span>${link(page + 1, 'Next', 'next')}
  </nav>`
}
