import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import { createDynamoClient, type DynamoClient } from '../connection/dynamo-client.ts'

export interface TestCloud extends AsyncDisposable {
  readonly cloud: LocalCloud
  /** A client of its own for every store: closing one must not disturb another. */
  newClient(): DynamoClient
  /** Breaks the service for one test and heals it after it: frozen, the port is open and nothing answers. */
  readonly freezable: { breakService(): void; close(): void }
}

/** A real DynamoDB API with the tables of the data stack, found by the environment as in production. */
export async function startTestCloud(): Promise<TestCloud> {
  const cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
  return {
    cloud,
    newClient: createDynamoClient,
    freezable: { breakService: () => cloud.aws.freeze(), close: () => cloud.aws.thaw() },
    [Symbol.asyncDispose]: () => cloud.stop(),
  }
}
