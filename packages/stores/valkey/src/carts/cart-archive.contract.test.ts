import { describeCartArchive } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import { createValkeyCartArchive } from './cart-archive.ts'
import { createValkeyCartStore } from './cart-store.ts'

const harness = valkeyHarness(
  (valkey, now) => {
    const redis = valkey.connect()
    const carts = createValkeyCartStore({ redis, now })
    return { carts, archive: createValkeyCartArchive({ redis, now }), close: carts.close }
  },
  { durable: true },
)

describeCartArchive('Valkey', harness)
