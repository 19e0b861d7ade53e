import { UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecretsClient } from '../connection/secrets-client.ts'
import { createClock, startTestCloud, type TestCloud } from '../testing/test-cloud.ts'
import { createSecretsReader } from './secrets-reader.ts'

let test: TestCloud
beforeAll(async () => {
  test = await startTestCloud()
})
afterAll(() => test.stop())

describe('secrets', () => {
  it('are asked for once in a while, not for every use', async () => {
    const { now, advance } = createClock()
    const reader = createSecretsReader({ client: createSecretsClient(), ttlSeconds: 30, now })
    const secretId = await test.createSecret('{"password":"old"}')
    expect(await reader.read(secretId)).toEqual({ password: 'old' })

    await test.write(secretId, '{"password":"new"}')
    const remembered = await reader.read(secretId)
    advance(30)

    expect(remembered).toEqual({ password: 'old' })
    expect(await reader.read(secretId)).toEqual({ password: 'new' })
  })

  it('are asked for at once by who was refused with the old one', async () => {
    const reader = createSecretsReader({ client: createSecretsClient() })
    const secretId = await test.createSecret('{"password":"old"}')
    await reader.read(secretId)

    await test.write(secretId, '{"password":"new"}')

    expect(await reader.read(secretId, { fresh: true })).toEqual({ password: 'new' })
  })

  it('serve on while Secrets Manager does not answer; what was never read is unavailable', async () => {
    const { now, advance } = createClock()
    const reader = createSecretsReader({ client: createSecretsClient(), now })
    const secretId = await test.createSecret('{"password":"known"}')
    await reader.read(secretId)

    test.cloud.aws.freeze()
    advance(3600)
    const known = await reader.read(secretId)
    const unknown = reader.read('never/read').finally(() => test.cloud.aws.thaw())

    await expect(unknown).rejects.toThrow(UnavailableError)
    expect(known).toEqual({ password: 'known' })
  })

  it('that are not there, or are no JSON, are named without their text', async () => {
    const reader = createSecretsReader({ client: createSecretsClient() })
    const secretId = await test.createSecret('hunter2')

    await expect(reader.read('no/such-secret')).rejects.toThrow(/no secret no\/such-secret/)
    const failed = await reader.read(secretId).catch((error: Error) => error)
    if (!(failed instanceof Error)) throw new Error('Expected an error')

    expect(failed.message).toBe(`The secret ${secretId} is not JSON`)
    expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toContain('hunter2')
  })
})
