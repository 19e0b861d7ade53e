import { describeSessionStore } from '@unsticky/testkit'
import { inMemory } from '../testing/excuses.ts'
import { createMemorySessionStore } from './session-store.ts'

describeSessionStore('memory', {
  open: async () => ({ store: createMemorySessionStore().store }),
  cannot: {
    ...inMemory,
    expiry: 'the store of @fastify/session never forgets what has expired',
    copies: 'the store of @fastify/session keeps the live object',
    finality: 'the store of @fastify/session does not remember what was destroyed',
  },
})
