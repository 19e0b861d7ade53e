#!/usr/bin/env node
/** `pnpm bench`: the shops. `pnpm bench sessions`: the session stores. `pnpm bench units`: what DynamoDB charges. */
const what = process.argv[2]
const isNamed = what === 'sessions' || what === 'units'
if (isNamed) process.argv.splice(2, 1)
if (what === 'sessions') await import('./bench-sessions.ts')
else if (what === 'units') await import('./bench-units.ts')
else await import('./bench.ts')
