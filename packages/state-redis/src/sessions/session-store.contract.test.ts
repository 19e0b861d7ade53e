import { describeSessionStore } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import { createValkeySessionStore } from './session-store.ts'

const harness = valkeyHarness((valkey, now) => {
  const { store, close } = createValkeySessionStore({ redis: valkey.connect(), now })
  // The suite closes what has a `close`; the callbacks of the frameworks have none.
  return { ...store, close }
})

describeSessionStore('Valkey', harness)
