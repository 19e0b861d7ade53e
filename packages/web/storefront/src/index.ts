export { ownAssets } from './assets.plugin.ts'
export type { CartView, CartViewLine, PageReads, ReadPages } from './page-reads.ts'
export { type StorefrontOptions, storefront } from './storefront.plugin.ts'
