/** The carts behind their port, in a Map. Nobody uses it yet. This file is yours. */
import type { Carts } from '@unsticky/lab-kit/seam'

export function createMemoryCarts(): Carts {
  throw new Error('createMemoryCarts() in carts.ts is not written yet')
}
