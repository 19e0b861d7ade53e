import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ConfigurationError, createAwsGuard, createServiceClock, isNamed } from '@unsticky/aws-client'
import { type Now, systemNow, UnavailableError } from '@unsticky/kernel'
import { parseSecret } from './parse-secret.ts'

export interface SecretsReaderOptions {
  readonly client: SecretsManagerClient
  /** How long a secret is used without asking again; how late, at most, a rotation is noticed. */
  readonly ttlSeconds?: number
  readonly now?: Now
}

/** One version of a secret. */
export interface SecretVersion {
  /** Not looked into yet: a version may hold anything. */
  readonly text: string | undefined
  /** How long ago it was written, both moments by the clock of Secrets Manager. */
  readonly ageMs: number
}

export interface SecretsReader {
  /**
   * The JSON value of a secret, from memory for a short time. While Secrets Manager does not answer, the last value
   * serves on; without one it is an `UnavailableError`. `fresh` asks in any case, for a password that was refused.
   */
  read<T>(secretId: string, options?: { fresh?: boolean }): Promise<T>
  /** A version as it is now, never from memory. `undefined`: the secret has no version of this stage. */
  readVersion(secretId: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<SecretVersion | undefined>
  close(): Promise<void>
}

interface Remembered {
  readonly value: unknown
  readonly readAt: number
}

/** Reads secrets. What it remembers is a copy; Secrets Manager stays the owner. */
export function createSecretsReader({
  client,
  ttlSeconds = 30,
  now = systemNow,
}: SecretsReaderOptions): SecretsReader {
  const ask = createAwsGuard('secrets service')
  const clock = createServiceClock(client)
  // state-audit-ignore: a copy of what Secrets Manager holds, at most `ttlSeconds` old
  const remembered = new Map<string, Remembered>()
  const reading = new Map<string, Promise<unknown>>()
  return { read, readVersion, close: async () => client.destroy() }

  async function read<T>(secretId: string, { fresh = false }: { fresh?: boolean } = {}): Promise<T> {
    const known = remembered.get(secretId)
    if (known && !fresh && now() - known.readAt < ttlSeconds * 1000) return known.value as T
    return (await readOnce(secretId)) as T
  }

  /** Everybody who asks meanwhile gets the same answer. */
  function readOnce(secretId: string): Promise<unknown> {
    const running = reading.get(secretId) ?? refresh(secretId).finally(() => reading.delete(secretId))
    reading.set(secretId, running)
    return running
  }

  async function refresh(secretId: string): Promise<unknown> {
    try {
      const version = await readVersion(secretId, 'AWSCURRENT')
      if (!version) throw missing(secretId)
      const value = parseSecret(secretId, version.text)
      remembered.set(secretId, { value, readAt: now() })
      return value
    } catch (error) {
      const known = remembered.get(secretId)
      if (known && error instanceof UnavailableError) return known.value
      throw error
    }
  }

  async function readVersion(secretId: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS') {
    const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage })
    try {
      const { SecretString, CreatedDate } = await ask((call) => client.send(command, call))
      const writtenAt = CreatedDate?.getTime() ?? 0
      return { text: SecretString, ageMs: Math.max(0, clock.now() - writtenAt) }
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) return undefined
      throw error
    }
  }
}

const missing = (secretId: string) =>
  new ConfigurationError(`There is no secret ${secretId}: was the data stack deployed here?`)
