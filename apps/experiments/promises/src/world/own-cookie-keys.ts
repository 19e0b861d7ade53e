import { randomBytes, randomUUID } from 'node:crypto'
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager'
import { createSecretsClient, rotateCookieKeys } from '@unsticky/secrets-manager'

export interface OwnCookieKeys extends Disposable {
  readonly secretId: string
  /** Puts a new key in front of the others. */
  rotate(): Promise<void>
}

/** A secret with cookie keys for one fleet: keys that two fleets rotate in turns would be too new for either. */
export async function createOwnCookieKeys(): Promise<OwnCookieKeys> {
  const client = createSecretsClient()
  const secretId = `promises/cookie-keys-${randomUUID()}`
  const keys = [randomBytes(32).toString('base64url')]
  await client.send(new CreateSecretCommand({ Name: secretId, SecretString: JSON.stringify({ keys }) }))
  return {
    secretId,
    rotate: async () => void (await rotateCookieKeys({ client, secretId })),
    [Symbol.dispose]: () => client.destroy(),
  }
}
