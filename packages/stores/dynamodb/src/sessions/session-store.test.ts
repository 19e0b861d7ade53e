import { promisify } from 'node:util'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { describeSessionStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../testing/clock.ts'
import { recordInputs } from '../testing/recorded-inputs.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { sessionKey } from './session-items.ts'
import { createDynamoSessionStore, type DynamoSessionStoreOptions } from './session-store.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

function open(options: Partial<DynamoSessionStoreOptions> = {}) {
  const { SessionsTable: table } = test.cloud.outputs
  return createDynamoSessionStore({ client: test.newClient(), table, ...options })
}

describeSessionStore('DynamoDB', {
  open: async () => {
    const clock = createClock()
    const openStore = () => {
      const { store, close } = open({ now: clock.now })
      return { ...store, close }
    }
    return { store: openStore(), reopen: async () => openStore(), ...clock, ...test.freezable }
  },
})

const session = { cookie: { originalMaxAge: null }, accountId: 'account_anna' }
const freshId = () => crypto.randomUUID()

function openInPromises(options: Partial<DynamoSessionStoreOptions> = {}) {
  const { get, set, destroy } = open(options).store
  return { get: promisify(get), set: promisify(set), destroy: promisify(destroy) }
}

async function itemOf(id: string) {
  const Key = sessionKey(id)
  const command = new GetCommand({ TableName: test.cloud.outputs.SessionsTable, Key, ConsistentRead: true })
  return (await test.newClient().send(command)).Item
}

describe('logout', () => {
  it('leaves nothing of the session behind, and nothing that later requests write', async () => {
    const [sessions, id] = [openInPromises(), freshId()]
    await sessions.set(id, session)

    await sessions.destroy(id)
    await sessions.set(id, session)

    expect(Object.keys((await itemOf(id)) ?? {}).toSorted()).toEqual(['endedAt', 'expiresAtSeconds', 'pk'])
  })

  it('is not undone by a look that was about to start the idle time anew', async () => {
    const [client, id] = [test.newClient(), freshId()]
    const sessions = openInPromises({ client, touchEverySeconds: 0 })
    await sessions.set(id, session)
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'UpdateItemCommand') await openInPromises().destroy(id)
          return next(args)
        },
      { step: 'initialize' },
    )

    expect(await sessions.get(id)).toBeNull()
    expect(await itemOf(id)).not.toHaveProperty('session')
  })
})

describe('idle time', () => {
  it('ends a session that DynamoDB has not deleted yet', async () => {
    const [clock, id] = [createClock(), freshId()]
    const sessions = openInPromises({ now: clock.now, idleTimeoutSeconds: 100 })
    await sessions.set(id, session)

    clock.advance(101_000)

    expect(await sessions.get(id)).toBeNull()
    expect(await itemOf(id)).toHaveProperty('session')
  })

  it('starts anew with a look, and is written at most once a minute', async () => {
    const [clock, client, id] = [createClock(), test.newClient(), freshId()]
    const sessions = openInPromises({ client, now: clock.now, idleTimeoutSeconds: 600 })
    await sessions.set(id, session)
    const { expiresAtSeconds } = (await itemOf(id)) as { expiresAtSeconds: number }
    const inputs = recordInputs(client)

    for (const _look of [1, 2, 3, 4, 5]) {
      clock.advance(40_000)
      expect(await sessions.get(id)).toMatchObject(session)
    }

    expect(inputs.filter((input) => input.includes('UpdateExpression'))).toHaveLength(2)
    expect((await itemOf(id))?.expiresAtSeconds).toBeGreaterThanOrEqual(expiresAtSeconds + 160)
  })
})

it('asks for the latest of a session, under a key that does not show its id', async () => {
  const [client, id] = [test.newClient(), freshId()]
  const sessions = openInPromises({ client })
  const inputs = recordInputs(client)

  await sessions.set(id, session)
  await sessions.get(id)

  expect(inputs[1]).toContain('"ConsistentRead":true')
  expect(inputs.join()).not.toContain(id)
})

it.each(['short', 'x'.repeat(129), '../../../../etc/passwd', 'a{b}cdefghijklmnopq', ''])(
  'refuses the id %j before it becomes part of a key',
  async (id) => {
    const client = test.newClient()
    const [sessions, inputs] = [openInPromises({ client }), recordInputs(client)]

    expect(await sessions.get(id)).toBeNull()
    await sessions.destroy(id)
    await expect(sessions.set(id, session)).rejects.toThrow('not the id of a session')

    expect(inputs).toEqual([])
  },
)
