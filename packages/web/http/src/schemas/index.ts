/** What goes in and out of the API: the same for every step, whatever lies behind it. */

export * from './accounts.ts'
export * from './cart.ts'
export * from './catalog.ts'
export * from './common.ts'
export { operations } from './operations.ts'
export * from './orders.ts'
export * from './state.ts'
