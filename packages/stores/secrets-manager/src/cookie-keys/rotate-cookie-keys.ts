import { randomBytes } from 'node:crypto'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { createAwsGuard, createServiceClock } from '@unsticky/aws-client'
import { keysIn } from '../secrets/parse-secret.ts'

export interface RotateCookieKeysOptions {
  readonly client: SecretsManagerClient
  readonly secretId: string
  /**
   * How many keys the secret holds afterwards, the new one included. A key verifies until it drops out at the end, so
   * keys are dropped only when the last rotation is `restSeconds` old.
   */
  readonly keep?: number
  /** Longer than a session can live. Rotations that follow one another faster keep all keys. */
  readonly restSeconds?: number
}

/** Puts a new random key in front of the others. Resolves to the number of keys there are now. */
export async function rotateCookieKeys({
  client,
  secretId,
  keep = 3,
  restSeconds = 24 * 60 * 60,
}: RotateCookieKeysOptions): Promise<number> {
  if (keep < 2) throw new RangeError('Keep at least the key that signed the cookies that are out there')
  const ask = createAwsGuard('secrets service')
  const clock = createServiceClock(client)
  const { SecretString: old, CreatedDate } = await ask((call) =>
    client.send(new GetSecretValueCommand({ SecretId: secretId }), call),
  )
  const isRested = clock.now() - (CreatedDate?.getTime() ?? 0) >= restSeconds * 1000
  const newKey = randomBytes(32).toString('base64url')
  const keys = [newKey, ...keysIn(secretId, old)].slice(0, isRested ? keep : undefined)
  const SecretString = JSON.stringify({ keys })
  await ask((call) => client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString }), call))
  return keys.length
}
