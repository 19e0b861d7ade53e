import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

it('sends the commands of one turn in one go, in their order', async () => {
  const connection = valkey.connect()
  await connection.ask((redis) => redis.ping())
  const written = vi.spyOn(connection.redis.stream as never, '_writev')

  const answers = await Promise.all(
    ['1', '2', '3'].map((value) => connection.ask((redis) => redis.getset('together', value))),
  )

  expect(answers).toEqual([null, '1', '2'])
  expect(written).toHaveBeenCalledTimes(1)
})

it('holds nothing back after that turn', async () => {
  const connection = valkey.connect()
  await connection.ask((redis) => redis.ping())

  await connection.ask((redis) => redis.ping())

  expect(connection.redis.stream.writableCorked).toBe(0)
})
