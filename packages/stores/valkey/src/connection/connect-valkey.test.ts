import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey()
})
afterAll(() => valkey[Symbol.asyncDispose]())

const ping = (connection: ReturnType<TestValkey['connect']>) => connection.ask((redis) => redis.ping())

/** Asks until there is an answer; the connection has to come back by itself. */
const whenBack = (connection: ReturnType<TestValkey['connect']>) =>
  expect.poll(() => ping(connection).catch(() => 'unavailable'), { timeout: 30_000 }).toBe('PONG')

describe('without an answer', () => {
  it('rejects in bounded time when nobody listens, and connects when somebody does', async () => {
    await valkey.server.kill()
    const connection = valkey.connect()

    const startedAt = performance.now()
    await expect(ping(connection)).rejects.toThrow(UnavailableError)
    expect(performance.now() - startedAt).toBeLessThan(900)

    await valkey.server.restart()
    await whenBack(connection)
  })

  it('rejects in bounded time while frozen, however often it is asked, and recovers alone', async () => {
    const connection = valkey.connect()
    await ping(connection)
    valkey.server.freeze()

    const startedAt = performance.now()
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => ping(connection)))
    const waitedMs = performance.now() - startedAt
    valkey.server.thaw()

    expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true)
    expect(waitedMs).toBeLessThan(1500)
    await whenBack(connection)
  })

  it('names the service, and carries nothing of what was asked', async () => {
    const connection = valkey.connect({ service: 'session store' })
    await ping(connection)
    valkey.server.freeze()
    const error = await connection.ask((redis) => redis.set('secret-key', 'secret-value')).catch((e) => e)
    valkey.server.thaw()

    expect(error).toBeInstanceOf(UnavailableError)
    expect(error.message).toBe('The session store does not answer')
    expect(JSON.stringify([error, error.cause, Object.keys(error.cause)])).not.toContain('secret')
  })

  it('writes one line when an outage begins and one when it ends', async () => {
    const lines: string[] = []
    const log = { warn: (line: string) => lines.push(line), info: (line: string) => lines.push(line) }
    const connection = valkey.connect({ log })
    await ping(connection)

    await valkey.server.kill()
    for (let index = 0; index < 3; index += 1) await ping(connection).catch(() => {})
    await valkey.server.restart()
    await whenBack(connection)

    expect(lines).toEqual([
      expect.stringContaining('The cart store does not answer: '),
      'The cart store answers again',
    ])
  })
})

describe('the password', () => {
  it('is fetched before connecting, and again until it can be had', async () => {
    let asked = 0
    const password = async () => {
      asked += 1
      if (asked === 1) throw new Error('Secrets Manager does not answer')
      return valkey.server.password
    }

    await whenBack(valkey.connect({ password }))

    expect(asked).toBe(2)
  })

  it('is asked for again when Valkey has a new one', async () => {
    const passwords = { current: valkey.server.password }
    const connection = valkey.connect({ password: async () => passwords.current })
    await ping(connection)
    const admin = valkey.connect()

    await admin.ask((redis) => redis.config('SET', 'requirepass', 'aNewPassword'))
    passwords.current = 'aNewPassword'
    await admin.ask((redis) => redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'))

    await whenBack(connection)
    await admin.ask((redis) => redis.config('SET', 'requirepass', valkey.server.password))
  })

  it('that is wrong makes the service unavailable, not the process', async () => {
    await expect(ping(valkey.connect({ password: 'wrongPassword' }))).rejects.toThrow(UnavailableError)
  })
})

describe('what Valkey says', () => {
  it('READONLY, after a demotion: connects anew and asks once more', async () => {
    const [connection, admin] = [valkey.connect(), valkey.connect()]
    await ping(connection)
    const clientId = () => connection.ask((redis) => redis.client('ID'))
    const before = await clientId()
    await admin.ask((redis) => redis.replicaof('127.0.0.1', 1))

    const write = () => connection.ask((redis) => redis.set('k', 'v', 'EX', 60))
    await expect(write()).rejects.toThrow(UnavailableError)
    await admin.ask((redis) => redis.call('REPLICAOF', 'NO', 'ONE'))

    await expect.poll(() => write().catch(() => 'unavailable'), { timeout: 30_000 }).toBe('OK')
    expect(await clientId()).not.toBe(before)
  })

  it('OOM: the service is unavailable', async () => {
    const connection = valkey.connect()
    await connection.ask((redis) => redis.config('SET', 'maxmemory', '1'))

    await expect(connection.ask((redis) => redis.set('k', 'v', 'EX', 60))).rejects.toThrow(UnavailableError)
    await connection.ask((redis) => redis.config('SET', 'maxmemory', '256mb'))
  })

  it('WRONGTYPE: a bug of ours, so it travels on, but without what was sent', async () => {
    const connection = valkey.connect()
    await connection.ask((redis) => redis.set('text', 'v', 'EX', 60))

    const error = await connection.ask((redis) => redis.hset('text', 'field', 'secret')).catch((e) => e)

    expect(error).not.toBeInstanceOf(UnavailableError)
    expect(error.message).toMatch(/^WRONGTYPE/)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret')
  })
})

it('leaves no connection behind when Valkey goes and comes back', async () => {
  const connections = Array.from({ length: 3 }, (_, index) => valkey.connect({ name: `leak ${index}` }))
  for (let round = 0; round < 3; round += 1) {
    await valkey.server.kill()
    await valkey.server.restart()
    await Promise.all(connections.map(whenBack))
  }
  const [first] = connections

  const list = await first?.ask((redis) => redis.client('LIST'))
  expect(String(list).match(/name=leak-\d/g)).toHaveLength(3)

  await Promise.all(connections.slice(1).map((connection) => connection.close()))
  await expect
    .poll(async () => String(await first?.ask((redis) => redis.client('LIST'))).match(/name=leak-\d/g))
    .toHaveLength(1)
})

describe('close', () => {
  it('rejects what is asked afterwards, at once', async () => {
    const connection = valkey.connect()
    await ping(connection)
    await connection.close()
    await connection.close()

    await expect(ping(connection)).rejects.toThrow(UnavailableError)
  })

  it.each(['ready', 'frozen', 'gone'])('lets the process end with a Valkey that is %s', async (condition) => {
    const script = new URL('../testing/open-and-close.ts', import.meta.url).pathname
    if (condition === 'frozen') valkey.server.freeze()
    if (condition === 'gone') await valkey.server.kill()

    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { VALKEY_URL: valkey.server.url, VALKEY_PASSWORD: valkey.server.password },
      timeout: 30_000,
    })

    expect(stdout).toBe(condition === 'ready' ? 'answered\nclosed\n' : 'unavailable\nclosed\n')
    valkey.server.thaw()
    if (condition === 'gone') await valkey.server.restart()
  })
})
