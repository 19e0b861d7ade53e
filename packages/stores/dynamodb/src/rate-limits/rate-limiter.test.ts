import { describeRateLimiter } from '@unsticky/testkit'
import { afterAll, beforeAll } from 'vitest'
import { createClock } from '../testing/clock.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createDynamoRateLimiter } from './rate-limiter.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

describeRateLimiter('DynamoDB', {
  open: async () => {
    const { now, advance } = createClock()
    const openStore = () =>
      createDynamoRateLimiter({ client: test.newClient(), table: test.cloud.outputs.OperationsTable, now })
    return { store: openStore(), reopen: async () => openStore(), advance, ...test.freezable }
  },
})
