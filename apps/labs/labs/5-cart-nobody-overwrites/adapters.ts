import { systemNow } from '@unsticky/kernel'
import type { AddToCart } from '@unsticky/lab-kit/carts'
import { loadFunction } from '../../src/check/load-file.ts'
import { connect } from '../../src/shop/connect.ts'
import type { MakeAdapters } from '../../src/shop/make-adapters.type.ts'
import { createLabCarts } from './lab-carts.ts'

export const loadAddToCart = (folder: string): Promise<AddToCart> =>
  loadFunction<AddToCart>(folder, { file: 'add-to-cart.ts', name: 'addToCart' })

export const makeAdapters: MakeAdapters = async (folder, { config }) => {
  const addToCart = await loadAddToCart(folder)
  return { carts: createLabCarts({ valkey: connect(config).carts(), now: systemNow, addToCart }) }
}
