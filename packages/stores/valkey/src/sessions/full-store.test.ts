import { promisify } from 'node:util'
import { UnavailableError } from '@unsticky/kernel'
import { expect, it } from 'vitest'
import { startTestValkey } from '../testing/valkeys.ts'
import { createValkeySessionStore } from './session-store.ts'

it('signs out while memory is full, for good', async () => {
  await using valkey = await startTestValkey()
  const redis = valkey.connect()
  const { store } = createValkeySessionStore({ redis })
  const set = promisify<string, object, void>(store.set)
  const id = crypto.randomUUID()
  await set(id, { accountId: 'account_1' })

  await redis.ask((connection) => connection.config('SET', 'maxmemory', '1'))
  await expect(set(crypto.randomUUID(), {})).rejects.toThrow(UnavailableError)
  await promisify(store.destroy)(id)
  await redis.ask((connection) => connection.config('SET', 'maxmemory', '256mb'))
  await set(id, { accountId: 'account_1' })

  expect(await promisify<string, unknown>(store.get)(id)).toBeFalsy()
})
