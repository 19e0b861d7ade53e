import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createUnguardedSessionStore } from './unguarded-session-store.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

it('is what the library does: a request in flight at the logout brings the session back', async () => {
  const { store } = createUnguardedSessionStore({ redis: valkey.connect() })
  const set = promisify(store.set)
  const get = promisify(store.get)
  const id = crypto.randomUUID()
  await set(id, { cookie: { originalMaxAge: null }, accountId: 'account_anna' })
  const inFlight = await get(id)

  await promisify(store.destroy)(id)
  const after = await get(id)
  await set(id, inFlight)

  expect(after).toBeNull()
  expect(await get(id)).toMatchObject({ accountId: 'account_anna' })
})
