import { randomBytes, randomUUID } from 'node:crypto'
import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import { createSecretsClient } from '../connection/secrets-client.ts'

export const randomKey = () => randomBytes(32).toString('base64url')

/** A real Secrets Manager API, found by the environment as in production. */
export async function startTestCloud() {
  const cloud: LocalCloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
  const client = createSecretsClient()
  return { cloud, createSecret, write, stop: () => cloud.stop() }

  /** A secret for one test; resolves to its name. */
  async function createSecret(text: string): Promise<string> {
    const Name = `test/${randomUUID()}`
    await client.send(new CreateSecretCommand({ Name, SecretString: text }))
    return Name
  }

  async function write(secretId: string, text: string) {
    await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: text }))
  }
}

export type TestCloud = Awaited<ReturnType<typeof startTestCloud>>

/** The clock of one test: starts now, moves on by hand. */
export function createClock() {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (seconds: number) => {
      ahead += seconds * 1000
    },
  }
}
