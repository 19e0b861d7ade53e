import { setTimeout as sleep } from 'node:timers/promises'
import { describeCookieKeys } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecretsClient } from '../connection/secrets-client.ts'
import { createSecretsReader, type SecretsReader } from '../secrets/secrets-reader.ts'
import { randomKey, startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { addCookieKeys } from './add-cookie-keys.ts'
import { createManagedCookieKeys, type KeyLog } from './cookie-keys.ts'
import { rotateCookieKeys } from './rotate-cookie-keys.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test.stop())

const refreshSeconds = 0.05
const settleSeconds = 60
const overlapSeconds = 3600

/** The passing of time as one test has it: for the instance, and for the versions that Secrets Manager keeps. */
function createTime() {
  let ahead = 0
  return {
    ahead: () => ahead,
    elapsed: () => performance.now() + ahead,
    advance: (seconds: number) => {
      ahead += seconds * 1000
    },
  }
}

function openKeys(
  secretId: string,
  { time = createTime(), log = { warn() {}, info() {} } as KeyLog, settle = settleSeconds } = {},
) {
  const reader = createSecretsReader({ client: createSecretsClient() })
  const secrets: SecretsReader = {
    ...reader,
    readVersion: async (...asked) => {
      const version = await reader.readVersion(...asked)
      return version && { ...version, ageMs: version.ageMs + time.ahead() }
    },
  }
  const { elapsed } = time
  const options = { refreshSeconds, settleSeconds: settle, overlapSeconds, elapsed, log }
  return createManagedCookieKeys({ secrets, secretId, ...options })
}

/** Long enough for every instance of a test to have looked. */
const whenSeen = () => sleep(refreshSeconds * 1000 * 10)

const secretOf = (...keys: string[]) => JSON.stringify({ keys })

describeCookieKeys('Secrets Manager', {
  open: async () => {
    const time = createTime()
    const secretId = await test.createSecret(secretOf(randomKey()))
    return {
      store: await openKeys(secretId, { time }),
      reopen: () => openKeys(secretId, { time }),
      rotate: async () => {
        await rotateCookieKeys({ client: createSecretsClient(), secretId })
        await whenSeen()
        time.advance(settleSeconds)
      },
      breakService: () => test.cloud.aws.freeze(),
      close: () => test.cloud.aws.thaw(),
    }
  },
})

describe('cookie keys from Secrets Manager', () => {
  it('verify with keys that were added, sign with their own, and know each added key once', async () => {
    const [own, foreign] = [randomKey(), randomKey()]
    const secretId = await test.createSecret(secretOf(own))
    const client = createSecretsClient()

    await addCookieKeys({ client, secretId, keys: [foreign] })
    const all = await addCookieKeys({ client, secretId, keys: [foreign] })

    expect(all).toEqual([own, foreign])
    await using keys = disposable(await openKeys(secretId))
    expect(keys.current()).toEqual([own, foreign])
  })

  it('verify with a new key before they sign with it, so that no instance meets a cookie it cannot verify', async () => {
    const time = createTime()
    const [old, fresh] = [randomKey(), randomKey()]
    const secretId = await test.createSecret(secretOf(old))
    await using keys = disposable(await openKeys(secretId, { time }))

    await test.write(secretId, secretOf(fresh, old))
    await expect.poll(() => keys.current()).toContain(fresh)
    expect(keys.current()).toEqual([old, fresh])
    time.advance(settleSeconds)

    await expect.poll(() => keys.current()).toEqual([fresh, old])
  })

  it('verify on with a key that a rotation has dropped, and not for ever', async () => {
    const time = createTime()
    const [old, fresh] = [randomKey(), randomKey()]
    const secretId = await test.createSecret(secretOf(old))
    await using keys = disposable(await openKeys(secretId, { time }))

    await test.write(secretId, secretOf(fresh))
    await expect.poll(() => keys.current()).toEqual([old, fresh])
    time.advance(settleSeconds)
    await expect.poll(() => keys.current()).toEqual([fresh, old])
    time.advance(overlapSeconds)

    await expect.poll(() => keys.current()).toEqual([fresh])
  })

  it('stay the last good ones while the secret is broken, which is logged once and without its text', async () => {
    const [key, fresh] = [randomKey(), randomKey()]
    const secretId = await test.createSecret(secretOf(key))
    const lines: string[] = []
    const log = { warn: (line: string) => lines.push(line), info: (line: string) => lines.push(line) }
    const reader = createSecretsReader({ client: createSecretsClient() })
    let reads = 0
    const secrets = {
      ...reader,
      readVersion: (...args: Parameters<typeof reader.readVersion>) => {
        reads += 1
        return reader.readVersion(...args)
      },
    }
    const options = { secrets, secretId, refreshSeconds, settleSeconds, log }
    await using keys = disposable(await createManagedCookieKeys(options))

    await test.write(secretId, 'secret-words')
    await expect.poll(() => lines.length).toBe(1)
    const readsThen = reads
    await expect.poll(() => reads).toBeGreaterThan(readsThen + 4)

    expect(keys.current()).toEqual([key])
    expect(lines).toEqual([expect.stringContaining('is not JSON')])
    expect(lines[0]).not.toContain('secret-words')
    await test.write(secretId, secretOf(fresh, key))
    await expect.poll(() => keys.current()).toEqual([key, fresh])
    expect(lines).toHaveLength(2)
  })

  it('keep the shop from starting without them, with a line that says why', async () => {
    const short = await test.createSecret('{"keys":["short"]}')

    await expect(openKeys('no/such-secret')).rejects.toThrow(
      /no cookie keys to start with: there is no secret/,
    )
    await expect(openKeys(short)).rejects.toThrow(/at least 32 characters/)
    test.cloud.aws.freeze()
    await expect(openKeys(short).finally(() => test.cloud.aws.thaw())).rejects.toThrow(/does not answer/)
  })
})

describe('rotating cookie keys', () => {
  it('puts a new key in front and keeps as many as asked for', async () => {
    const [first, second] = [randomKey(), randomKey()]
    const secretId = await test.createSecret(secretOf(first, second))
    const client = createSecretsClient()

    expect(await rotateCookieKeys({ client, secretId, keep: 2, restSeconds: 0 })).toBe(2)

    const { keys } = await createSecretsReader({ client }).read<{ keys: string[] }>(secretId)
    expect(keys).toEqual([expect.stringMatching(/^[\w-]{43}$/), first])
    expect(keys[0]).not.toBe(first)
  })

  it('drops no key while the rotation before is younger than a session can be', async () => {
    const first = randomKey()
    const secretId = await test.createSecret(secretOf(first))
    const client = createSecretsClient()

    const counts = []
    for (let rotation = 0; rotation < 4; rotation++)
      counts.push(await rotateCookieKeys({ client, secretId, keep: 2 }))

    expect(counts).toEqual([2, 3, 4, 5])
    const { keys } = await createSecretsReader({ client }).read<{ keys: string[] }>(secretId)
    expect(keys.at(-1)).toBe(first)
  })

  it('refuses to leave only the new key', async () => {
    await expect(
      rotateCookieKeys({ client: createSecretsClient(), secretId: 'any', keep: 1 }),
    ).rejects.toThrow(RangeError)
  })
})

/** Closes with its test. */
const disposable = <T extends { close(): Promise<void> }>(keys: T) => ({
  ...keys,
  [Symbol.asyncDispose]: () => keys.close(),
})
