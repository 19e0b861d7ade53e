import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { createAwsGuard } from '@unsticky/aws-client'
import { keysIn } from '../secrets/parse-secret.ts'

export interface AddCookieKeysOptions {
  readonly client: SecretsManagerClient
  readonly secretId: string
  /** Keys that signed cookies which are out there: at least 32 characters each. */
  readonly keys: readonly string[]
}

/**
 * Puts foreign keys behind the others: they verify and never sign. Resolves to all keys there are now. For one caller at
 * a time: Secrets Manager knows no condition. A rotation that keeps three drops them early: rotate with a higher `keep`.
 */
export async function addCookieKeys({
  client,
  secretId,
  keys,
}: AddCookieKeysOptions): Promise<readonly string[]> {
  const ask = createAwsGuard('secrets service')
  const { SecretString: old } = await ask((call) =>
    client.send(new GetSecretValueCommand({ SecretId: secretId }), call),
  )
  const known = keysIn(secretId, old)
  const all = [...new Set([...known, ...keys])]
  if (all.length === known.length) return known
  const SecretString = JSON.stringify({ keys: all })
  await ask((call) => client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString }), call))
  return all
}
