import { describeSessionStore } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import type { TestValkey } from '../testing/valkeys.ts'
import { createValkeySessionStore } from './session-store.ts'

function open(valkey: TestValkey, now: () => number) {
  const { store, close } = createValkeySessionStore({ redis: valkey.connect(), now })
  // The suite closes what has a `close`; the callbacks of the frameworks have none.
  return { ...store, close }
}

describeSessionStore('Valkey, as ElastiCache', valkeyHarness(open))
describeSessionStore('Valkey with an append-only file, as MemoryDB', valkeyHarness(open, { durable: true }))
