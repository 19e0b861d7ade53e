import { describeLeaseStore } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import { createValkeyLeaseStore } from './lease-store.ts'

describeLeaseStore(
  'Valkey',
  valkeyHarness((valkey) => createValkeyLeaseStore({ redis: valkey.connect() })),
)
