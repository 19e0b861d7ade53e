/**
 * While the image is built: loads what the shops load, so that Node keeps what it compiled (NODE_COMPILE_CACHE). The
 * programs themselves are not started: they need their stores.
 */
import { flushCompileCache } from 'node:module'

const programs = [
  './apps/shop-stateless/src/adapters.ts',
  './apps/shop-stateless/src/config.ts',
  './apps/shop-stateful/src/app.ts',
  './apps/shop-stateful/src/config.ts',
]
for (const program of programs) await import(program)
flushCompileCache()
