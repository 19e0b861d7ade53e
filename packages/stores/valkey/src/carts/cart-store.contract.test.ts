import { describeCartStore } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import { createValkeyCartStore } from './cart-store.ts'

const harness = valkeyHarness((valkey, now) => createValkeyCartStore({ redis: valkey.connect(), now }), {
  durable: true,
})

describeCartStore('Valkey', harness)
