import { describeProfileStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordInputs } from '../testing/recorded-inputs.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createDynamoProfileStore } from './profile-store.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

type StoreOptions = Partial<Parameters<typeof createDynamoProfileStore>[0]>

const openStore = ({ client = test.newClient(), ...options }: StoreOptions = {}) =>
  createDynamoProfileStore({ client, table: test.cloud.outputs.ProfilesTable, ...options })

describe.each(['lean', 'sdk'] as const)('reads: %s', (reads) => {
  describeProfileStore('DynamoDB', {
    open: async () => ({
      store: openStore({ reads }),
      reopen: async () => openStore({ reads }),
      ...test.freezable,
    }),
  })
})

it('asks for the latest of a profile, never for a copy that may be behind', async () => {
  const client = test.newClient()
  const inputs = recordInputs(client)

  await openStore({ client }).load('account_1')

  expect(inputs).toEqual([expect.stringContaining('"ConsistentRead":true')])
})

it('changes what a shopper may change and nothing else, whatever comes along', async () => {
  const store = openStore()
  const accountId = 'account_who_wants_more'
  await store.create({ accountId, email: 'anna@example.com', displayName: 'Anna', updatedAt: 1 })
  const greedy = { displayName: 'Anne', email: 'ben@example.com', accountId: 'account_ben', updatedAt: 2 }

  const changed = await store.update(accountId, greedy)

  expect(changed).toEqual({ accountId, email: 'anna@example.com', displayName: 'Anne', updatedAt: 2 })
})
