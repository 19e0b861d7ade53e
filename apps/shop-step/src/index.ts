import { fileURLToPath } from 'node:url'

export { createAdapters } from './adapters.ts'
export { type Config, loadConfig } from './config.ts'

/** The program of one instance, whatever the step: SHOP_STEP in its environment says which. */
export const stepEntry: string = fileURLToPath(new URL('./server.ts', import.meta.url))
