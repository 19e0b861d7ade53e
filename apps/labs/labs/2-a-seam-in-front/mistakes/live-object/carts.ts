/** The carts behind their port, which hands out what it keeps. */
import type { Carts } from '@unsticky/lab-kit/seam'

export function createMemoryCarts(): Carts {
  const carts = new Map<string, Record<string, number>>()
  return {
    load: async (shopper) => carts.get(shopper) ?? {},
    async add(shopper, product) {
      const lines = carts.get(shopper) ?? {}
      lines[product] = (lines[product] ?? 0) + 1
      carts.set(shopper, lines)
      return lines
    },
    async empty(shopper) {
      carts.delete(shopper)
    },
  }
}
