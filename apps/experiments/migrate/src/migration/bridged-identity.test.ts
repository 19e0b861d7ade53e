import { type AccountRecord, EmailTakenError } from '@unsticky/accounts'
import { createCognitoClient, createCognitoIdentity } from '@unsticky/cognito'
import { createDynamoAccountDirectory, createDynamoClient } from '@unsticky/dynamodb'
import { createMemoryIdentity } from '@unsticky/in-process'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import { describeIdentityProvider } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBridgedIdentity } from './bridged-identity.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

function open() {
  const { UserPoolId, UserPoolClientId, OperationsTable } = cloud.outputs
  const directory = createDynamoAccountDirectory({ client: createDynamoClient(), table: OperationsTable })
  const provider = createCognitoIdentity({
    client: createCognitoClient(),
    userPoolId: UserPoolId,
    clientId: UserPoolClientId,
    issuer: cloud.env.SHOP_COGNITO_ISSUER ?? '',
    jwksUrl: cloud.env.SHOP_COGNITO_JWKS_URL ?? '',
  })
  return { directory, provider, identity: createBridgedIdentity({ provider, directory }) }
}

/** An account of the before, copied into the directory. */
async function copiedAccount() {
  const [old, { directory, ...rest }] = [createMemoryIdentity(), open()]
  const credentials = { email: `${crypto.randomUUID()}@example.com`, password: 'correct-horse-1' }
  const { accountId } = await old.signUp(credentials)
  await directory.write((await old.archive.read(credentials.email)) as AccountRecord)
  return { ...rest, old, directory, credentials, accountId }
}

describe('logins that move to Cognito', () => {
  it('keep their account id, at the first login and at the next ones', async () => {
    const { identity, credentials, accountId } = await copiedAccount()

    const logins = [await identity.logIn(credentials), await identity.logIn(credentials)]

    expect(logins.map((login) => login?.accountId)).toEqual([accountId, accountId])
    const token = logins[0]?.tokens.accessToken ?? ''
    expect(await identity.verifyAccessToken(token)).toEqual({ accountId })
  })

  it('move once when two devices log in at the same moment', async () => {
    const { identity, credentials, accountId } = await copiedAccount()

    const logins = await Promise.all([1, 2, 3].map(() => identity.logIn(credentials)))

    expect(logins.map((login) => login?.accountId)).toEqual([accountId, accountId, accountId])
  })

  it('are refused with a wrong password, before the move and after it', async () => {
    const { identity, provider, credentials } = await copiedAccount()
    const wrong = { ...credentials, password: 'wrong-horse-1' }

    expect(await identity.logIn(wrong)).toBeUndefined()
    expect(await provider.logIn(wrong)).toBeUndefined()
    await identity.logIn(credentials)
    expect(await identity.logIn(wrong)).toBeUndefined()
  })

  it('cannot be taken by a sign-up with the same email before their owner came', async () => {
    const { identity, credentials } = await copiedAccount()

    const thief = identity.signUp({ ...credentials, password: 'another-horse-1' })

    await expect(thief).rejects.toThrow(EmailTakenError)
  })

  it('leave what the before needs to take a new account over', async () => {
    const [{ identity, directory }, old] = [open(), createMemoryIdentity()]
    const credentials = { email: `${crypto.randomUUID()}@example.com`, password: 'correct-horse-1' }
    const { accountId } = await identity.signUp(credentials)

    await old.archive.write((await directory.read(credentials.email)) as AccountRecord)

    expect(await old.logIn(credentials)).toMatchObject({ accountId })
  })
})

describeIdentityProvider('bridged', {
  open: async () => ({
    store: open().identity,
    reopen: async () => open().identity,
    breakService: () => cloud.aws.freeze(),
    close: () => cloud.aws.thaw(),
  }),
  cannot: { expiry: 'the local Cognito has a clock of its own, so its new tokens are not new by ours' },
})
