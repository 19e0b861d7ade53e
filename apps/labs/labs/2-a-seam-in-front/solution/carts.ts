/** The carts behind their port, in a Map. */
import type { Carts, Lines } from '@unsticky/lab-kit/seam'

export function createMemoryCarts(): Carts {
  const carts = new Map<string, Lines>()
  return {
    load: async (shopper) => ({ ...carts.get(shopper) }),
    async add(shopper, product) {
      const lines = carts.get(shopper) ?? {}
      carts.set(shopper, { ...lines, [product]: (lines[product] ?? 0) + 1 })
      return { ...carts.get(shopper) }
    },
    async empty(shopper) {
      carts.delete(shopper)
    },
  }
}
