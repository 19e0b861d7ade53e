export { type StorefrontOptions, storefront } from './storefront.plugin.ts'
