import type { CatalogEntry, CatalogStore, Product, ProductId } from '@unsticky/catalog'
import { memory } from '../in-process.ts'

export interface StockMove {
  readonly productId: ProductId
  readonly quantity: number
}

/** The catalogue, and the stock that the order store of the same process takes from. */
export interface MemoryCatalogStore extends CatalogStore {
  /** Takes all or nothing; resolves to the products of which there are not enough. */
  takeStock(moves: readonly StockMove[]): readonly ProductId[]
  /** Takes what was sold elsewhere, whatever is left: a stock below zero says how much too much. */
  giveOut(moves: readonly StockMove[]): void
  returnStock(moves: readonly StockMove[]): void
}

/** Products in a Map, stock in a counter, as an app for one server keeps them. */
export function createMemoryCatalogStore(): MemoryCatalogStore {
  // STATEFUL: every instance has a catalogue of its own; a price changed on one is not changed on the others.
  const products = new Map<ProductId, Product>()
  // STATEFUL: every instance sells all the units, so three instances sell three times what is there.
  const units = new Map<ProductId, number>()
  let changes = 0
  const close = async () => {}
  return { livesIn: memory, version, list, get, stock, put, takeStock, giveOut, returnStock, close }

  async function version() {
    return String(changes)
  }

  async function list() {
    return [...products.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  async function get(id: ProductId) {
    return products.get(id)
  }

  async function stock(ids: readonly ProductId[]) {
    return new Map(ids.flatMap((id) => (units.has(id) ? [[id, units.get(id) ?? 0] as const] : [])))
  }

  async function put(entries: readonly CatalogEntry[]) {
    for (const { product, stock } of entries) {
      products.set(product.id, Object.freeze({ ...product }))
      units.set(product.id, stock)
    }
    changes += 1
  }

  function takeStock(moves: readonly StockMove[]) {
    const missing = moves.filter(({ productId, quantity }) => (units.get(productId) ?? 0) < quantity)
    if (missing.length === 0) giveOut(moves)
    return missing.map(({ productId }) => productId)
  }

  function giveOut(moves: readonly StockMove[]) {
    for (const { productId, quantity } of moves) add(productId, -quantity)
  }

  function returnStock(moves: readonly StockMove[]) {
    for (const { productId, quantity } of moves) add(productId, quantity)
  }

  function add(productId: ProductId, quantity: number) {
    units.set(productId, (units.get(productId) ?? 0) + quantity)
  }
}
