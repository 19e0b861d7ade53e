import { describeSessionStore } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import type { TestValkey } from '../testing/valkeys.ts'
import { createValkeySessionStore } from './session-store.ts'

const open = (touchEverySeconds: number) => (valkey: TestValkey, now: () => number) => {
  const { store, close } = createValkeySessionStore({ redis: valkey.connect(), now, touchEverySeconds })
  // The suite closes what has a `close`; the callbacks of the frameworks have none.
  return { ...store, close }
}

describeSessionStore('Valkey, as ElastiCache', valkeyHarness(open(0)))
describeSessionStore(
  'Valkey with an append-only file, as MemoryDB',
  valkeyHarness(open(60), { durable: true }),
)
