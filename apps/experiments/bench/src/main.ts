#!/usr/bin/env node
/** `pnpm bench`: the shops. `pnpm bench sessions`: the session stores. */
const isAboutSessions = process.argv[2] === 'sessions'
if (isAboutSessions) process.argv.splice(2, 1)
await (isAboutSessions ? import('./bench-sessions.ts') : import('./bench.ts'))
