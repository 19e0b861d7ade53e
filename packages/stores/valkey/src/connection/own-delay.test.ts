/** An instance that is busy with itself must not say that its store is away. */
import { UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { createPatience } from './patience.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

function block(milliseconds: number) {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('is answered after its own event loop was blocked for longer than a command may take', async () => {
  const lines: string[] = []
  const log = { warn: (line: string) => lines.push(line), info: (line: string) => lines.push(line) }
  const connection = valkey.connect({ log })
  await connection.ask((redis) => redis.ping())

  const answers = Array.from({ length: 20 }, () => connection.ask((redis) => redis.ping()))
  // The commands leave, and nobody reads what comes back.
  await new Promise((resolve) => setImmediate(resolve))
  block(1500)

  expect(new Set(await Promise.all(answers))).toEqual(new Set(['PONG']))
  expect(lines).toEqual([])
})

it('still hears in bounded time of a store that is away, blocked or not', async () => {
  const connection = valkey.connect()
  await connection.ask((redis) => redis.ping())
  valkey.server.freeze()

  const asking = connection.ask((redis) => redis.ping())
  await new Promise((resolve) => setImmediate(resolve))
  block(1000)

  await expect(asking).rejects.toThrow(UnavailableError)
  valkey.server.thaw()
})

it('passes on what the answer is', async () => {
  const within = createPatience({ timeoutMs: 1000 })

  expect(await within(Promise.resolve('yes'))).toBe('yes')
  await expect(within(Promise.reject(new Error('no')))).rejects.toThrow('no')
})
