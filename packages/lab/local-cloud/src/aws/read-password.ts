import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dummyCredentials, region } from './aws-settings.ts'

/** The password in a deployed secret of the shape `{"password": "…"}`. Throws when it has another shape. */
export async function readPassword(secretId: string, endpoint: string) {
  const client = new SecretsManagerClient({ endpoint, region, credentials: dummyCredentials })
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }))
    const { password } = JSON.parse(SecretString) as { password?: unknown }
    if (typeof password !== 'string') throw new Error(`The secret ${secretId} holds no password`)
    return password
  } finally {
    client.destroy()
  }
}
