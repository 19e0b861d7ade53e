import { describeLeaseStore } from '@unsticky/testkit'
import { afterAll, beforeAll } from 'vitest'
import { createClock } from '../testing/clock.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createDynamoLeaseStore } from './lease-store.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

describeLeaseStore('DynamoDB', {
  open: async () => {
    const { now, advance } = createClock()
    const openStore = () =>
      createDynamoLeaseStore({ client: test.newClient(), table: test.cloud.outputs.OperationsTable, now })
    return { store: openStore(), reopen: async () => openStore(), advance, ...test.freezable }
  },
})
