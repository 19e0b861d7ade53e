import { describeRateLimiter } from '@unsticky/testkit'
import { valkeyHarness } from '../testing/harness.ts'
import { createValkeyRateLimiter } from './rate-limiter.ts'

describeRateLimiter(
  'Valkey',
  valkeyHarness((valkey) => createValkeyRateLimiter({ redis: valkey.connect() })),
)
