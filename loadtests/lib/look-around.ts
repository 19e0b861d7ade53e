/** Somebody who looks around: a list, a search, a product. */
import { check } from 'k6'
import http from 'k6/http'
import { pick } from './journey.ts'

export const listName = 'GET /api/products'
export const productName = 'GET /api/products/:productId'

export function lookAround(target: string, productIds: readonly string[]): void {
  const id = pick(productIds)
  const page = http.get(`${target}/api/products?page=2`, { tags: { name: listName } })
  const found = http.get(`${target}/api/products?q=${id.replaceAll('-', '%20')}`, {
    tags: { name: listName },
  })
  const shown = http.get(`${target}/api/products/${id}`, { tags: { name: productName } })
  check(page, {
    'the list has products': (response) => isShown(response) && Number(response.json('products.#')) > 0,
  })
  check(found, {
    'the search finds what it was asked for': (response) =>
      isShown(response) && (response.json('products.#.id') as unknown as string[]).includes(id),
  })
  check(shown, {
    'the product is the one asked for': (response) => isShown(response) && response.json('id') === id,
  })
}

/** Without an answer there is no body to look into. */
const isShown = ({ status }: { readonly status: number }) => status === 200
