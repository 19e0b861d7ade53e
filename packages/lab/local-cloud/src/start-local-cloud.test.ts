import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dataOutputNames } from '@unsticky/data-stack'
import { waitUntil } from '@unsticky/processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dummyCredentials, region } from './aws/aws-settings.ts'
import { readPassword } from './aws/read-password.ts'
import { type LocalCloud, silentLog, startLocalCloud, type ValkeyHandle } from './index.ts'
import { listeningAddresses } from './testing/listening.ts'
import { isAlive } from './tools/install-lock.ts'
import { askValkey } from './valkey/ask-valkey.ts'

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog })
}, 600_000)

afterAll(() => cloud.stop())

const ask = (valkey: ValkeyHandle, command: string) => askValkey(command, valkey)
const pidsOf = ({ aws, valkeySessions, valkeyCarts }: LocalCloud) =>
  [aws, valkeySessions, valkeyCarts].map((service) => service.pid)

describe('the local cloud', () => {
  it('has every output of the data stack, and puts each into the environment of a shop', () => {
    expect(Object.keys(cloud.outputs).sort()).toEqual([...dataOutputNames].sort())
    const values = Object.values(cloud.env)
    expect(values).toEqual(expect.arrayContaining(Object.values(cloud.outputs)))
    expect(values).toEqual(expect.arrayContaining([cloud.valkeySessions.url, cloud.valkeyCarts.url]))
  })

  it('gives its stores the passwords that stand in the secrets, and to nobody by environment', async () => {
    const inSecret = await readPassword(cloud.outputs.ValkeyCartsSecret, cloud.aws.endpoint)

    expect(inSecret).toBe(cloud.valkeyCarts.password)
    expect(inSecret).not.toBe(cloud.valkeySessions.password)
    expect(JSON.stringify(cloud.env)).not.toContain(inSecret)
  })

  it('refuses to talk to a store without the password', async () => {
    for (const { port } of [cloud.valkeySessions, cloud.valkeyCarts]) {
      expect(await askValkey('GET a', { port })).toMatch(/^-NOAUTH/)
      expect(await askValkey('GET a', { port, password: 'somebody-else' })).toMatch(/-NOAUTH/)
    }
  })

  it('hands out keys with which tokens can be verified', async () => {
    const response = await fetch(cloud.env.SHOP_COGNITO_JWKS_URL as string)

    const { keys } = (await response.json()) as { keys: { alg: string; n: string }[] }
    expect(keys[0]).toMatchObject({ alg: 'RS256' })
    expect(keys.map((key) => Buffer.from(key.n, 'base64url').length)).toEqual(keys.map(() => 256))
  })

  it('keeps carts through a kill', async () => {
    await ask(cloud.valkeyCarts, 'SET cart:1 tea')

    await cloud.valkeyCarts.kill()
    await cloud.valkeyCarts.restart()

    expect(await ask(cloud.valkeyCarts, 'GET cart:1')).toContain('tea')
  })

  it('forgets sessions at a restart, however gentle', async () => {
    await ask(cloud.valkeySessions, 'SET session:1 alice')
    const { port } = cloud.valkeySessions

    await cloud.valkeySessions.restart()

    expect(await ask(cloud.valkeySessions, 'GET session:1')).toMatch(/^\$-1/)
    expect(cloud.valkeySessions.port).toBe(port)
  })

  it('empties the cart store when asked to', async () => {
    await ask(cloud.valkeyCarts, 'SET cart:2 tea')

    await cloud.valkeyCarts.restart({ empty: true })

    expect(await ask(cloud.valkeyCarts, 'GET cart:2')).toMatch(/^\$-1/)
  })

  it('freezes and thaws a store', async () => {
    cloud.valkeySessions.freeze()
    await expect(askValkey('PING', { ...cloud.valkeySessions, timeoutMs: 200 })).rejects.toThrow(
      'does not answer',
    )

    cloud.valkeySessions.thaw()

    expect(await ask(cloud.valkeySessions, 'PING')).toContain('PONG')
  })

  it('has an AWS that is away for a while and forgets nothing', async () => {
    const { ValkeyCartsSecret: SecretId } = cloud.outputs
    await cloud.aws.kill()
    await expect(fetch(cloud.aws.endpoint)).rejects.toThrow()

    await cloud.aws.restart()

    const client = new SecretsManagerClient({
      endpoint: cloud.aws.endpoint,
      region,
      credentials: dummyCredentials,
    })
    expect(await client.send(new DescribeSecretCommand({ SecretId }))).toMatchObject({ Name: SecretId })
  })

  it('lets what is temporary expire', async () => {
    const client = new DynamoDBClient({
      endpoint: cloud.aws.endpoint,
      region,
      credentials: dummyCredentials,
    })
    const timeToLiveOf = async (TableName: string) => {
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
      return TimeToLiveDescription?.AttributeName
    }

    expect(await timeToLiveOf(cloud.outputs.OrdersTable)).toBe('expiresAtSeconds')
    expect(await timeToLiveOf(cloud.outputs.ProfilesTable)).toBeUndefined()
  })

  it('has a bucket that shows nothing to who does not sign', async () => {
    const response = await fetch(`${cloud.aws.endpoint}/${cloud.outputs.FilesBucket}`)

    expect(response.status).toBe(403)
  })

  it.runIf(process.platform === 'linux')('listens on loopback only (looked up in /proc, so on Linux)', () => {
    const addresses = pidsOf(cloud).map(listeningAddresses)

    expect(addresses).toEqual([['0100007F'], ['0100007F'], ['0100007F']])
  })
})

describe('a second cloud', () => {
  it('runs beside the first, is a different one, and leaves nothing behind when it stops', async () => {
    await ask(cloud.valkeyCarts, 'SET cart:3 tea')
    const second = await startLocalCloud({ log: silentLog })
    const pids = pidsOf(second)
    expect(await ask(second.valkeyCarts, 'GET cart:3')).toMatch(/^\$-1/)
    expect(second.outputs.CartsTable).not.toBe(cloud.outputs.CartsTable)

    await second.stop()

    expect(pids.filter(isAlive)).toEqual([])
    expect(existsSync(second.directory)).toBe(false)
    expect(await ask(cloud.valkeyCarts, 'GET cart:3')).toContain('tea')
  })

  it('is gone when its process is killed, files included', async () => {
    const parent = fork(fileURLToPath(new URL('./testing/cloud-parent.ts', import.meta.url)))
    const [{ pids, directory }] = (await once(parent, 'message')) as [{ pids: number[]; directory: string }]
    expect(pids.filter(isAlive)).toHaveLength(3)

    parent.kill('SIGKILL')

    await waitUntil(() => !pids.some(isAlive) && !existsSync(directory), {
      what: 'everything to be gone',
      timeoutMs: 10_000,
    })
  })

  it('has only the parts that were asked for', async () => {
    await using small = await startLocalCloud({ log: silentLog, aws: false })

    expect(Object.keys(small.env)).toEqual(['SHOP_VALKEY_SESSIONS_URL', 'SHOP_VALKEY_CARTS_URL'])
    expect(() => small.outputs).toThrow('without AWS')
  })
})
