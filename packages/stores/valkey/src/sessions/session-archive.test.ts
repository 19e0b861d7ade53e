import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createValkeySessionArchive } from './session-archive.ts'
import { createValkeySessionStore } from './session-store.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

function open() {
  const redis = valkey.connect()
  const sessions = createValkeySessionStore({ redis })
  return { sessions, archive: createValkeySessionArchive({ redis, sessions }) }
}

const record = () => ({
  sessionId: crypto.randomUUID().replaceAll('-', ''),
  session: { cookie: { path: '/' }, accountId: 'account_1', createdAt: 1 },
})

it('reads what was written, alone and among all', async () => {
  const [{ archive }, one, other] = [open(), record(), record()]

  await archive.write(one)
  await archive.write(other)

  expect(await archive.read(one.sessionId)).toMatchObject({ session: { accountId: 'account_1' } })
  const ids = (await Array.fromAsync(archive.all())).map(({ sessionId }) => sessionId)
  expect(ids).toEqual(expect.arrayContaining([one.sessionId, other.sessionId]))
})

it('does not bring back a session that was ended meanwhile', async () => {
  const [{ archive, sessions }, late] = [open(), record()]
  await archive.write(late)
  await promisify<string, void>(sessions.store.destroy)(late.sessionId)

  await archive.write(late)

  expect(await archive.read(late.sessionId)).toBeUndefined()
})
