import { describeCartEvents } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import { createValkeyCartEvents } from './cart-events.ts'

describeCartEvents(
  'Valkey',
  valkeyHarness((valkey) =>
    createValkeyCartEvents({ redis: valkey.connect(), subscriber: valkey.connect() }),
  ),
)
