import { demoCatalog } from '@unsticky/catalog'
import { describeCatalogStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordInputs } from '../testing/recorded-inputs.ts'
import { startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createDynamoCatalogStore } from './catalog-store.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test[Symbol.asyncDispose]())

const openStore = ({
  client = test.newClient(),
  ...options
}: {
  client?: ReturnType<TestCloud['newClient']>
  pageSize?: number
} = {}) => createDynamoCatalogStore({ client, table: test.cloud.outputs.CatalogTable, ...options })

describeCatalogStore('DynamoDB', {
  open: async () => ({ store: openStore(), reopen: async () => openStore(), ...test.freezable }),
})

describe('the catalogue in DynamoDB', () => {
  beforeAll(() => openStore().put(demoCatalog()))

  it('lists every product, however many pages they fill', async () => {
    const all = await openStore().list()

    const inPages = await openStore({ pageSize: 40 }).list()

    expect(all.length).toBeGreaterThan(100)
    expect(inPages).toEqual(all)
  })

  it('asks again for the keys that DynamoDB left unprocessed', async () => {
    const client = test.newClient()
    const ids = (await openStore().list()).slice(0, 20).map(({ id }) => id)
    let requests = 0
    // Answers as a throttled DynamoDB does: it reads half of the keys and gives the others back.
    client.middlewareStack.add(
      (next) => async (args) => {
        requests += 1
        const input = args.input as { RequestItems: Record<string, { Keys: object[] }> }
        const [[table, request] = []] = Object.entries(input.RequestItems)
        if (!table || !request || request.Keys.length < 2) return next(args)
        const half = Math.ceil(request.Keys.length / 2)
        const read = { ...request, Keys: request.Keys.slice(0, half) }
        const answer = await next({ ...args, input: { RequestItems: { [table]: read } } })
        const left = { ...request, Keys: request.Keys.slice(half) }
        Object.assign(answer.output, { UnprocessedKeys: { [table]: left } })
        return answer
      },
      { step: 'initialize' },
    )

    const stock = await openStore({ client }).stock(ids)

    expect([...stock.keys()].sort()).toEqual(ids)
    expect(requests).toBeGreaterThan(3)
  })

  it('reads only what is written: every read is a consistent one', async () => {
    const client = test.newClient()
    const inputs = recordInputs(client)
    const store = openStore({ client })

    await store.version()
    await store.get('kettle')
    await store.list()
    await store.stock(['kettle'])

    expect(inputs).toHaveLength(4)
    for (const input of inputs) expect(input).toContain('"ConsistentRead":true')
  })

  it('says which table is missing', async () => {
    const store = createDynamoCatalogStore({ client: test.newClient(), table: 'NoSuchTable' })

    await expect(store.list()).rejects.toThrow(/no DynamoDB table NoSuchTable/)
  })
})
