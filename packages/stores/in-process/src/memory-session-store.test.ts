import { describeSessionStore } from '@unsticky/testkit'
import { createMemorySessionStore } from './memory-session-store.ts'
import { inMemory } from './testing/excuses.ts'

describeSessionStore('memory', {
  open: async () => ({ store: createMemorySessionStore().store }),
  cannot: {
    ...inMemory,
    expiry: 'the store of @fastify/session never forgets what has expired',
    copies: 'the store of @fastify/session keeps the live object',
    finality: 'the store of @fastify/session does not remember what was destroyed',
  },
})
