import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type AwsCall, isNamed } from '@unsticky/aws-client'
import { type Lease, type LeaseStore, type Now, systemNow } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'

export interface DynamoLeaseStoreOptions {
  readonly client: DynamoClient
  readonly table: string
  readonly now?: Now
}

const isFree = 'attribute_not_exists(pk)'
const hasExpired = '#expiresAt <= :now'
const isOurs = '#holder = :holder'

/**
 * A lease is an item with an end, and the end is compared with the clock of the instance that asks: clocks that differ
 * shift it by as much. It saves work and is no lock; what must not happen twice needs a check of its own.
 */
export function createDynamoLeaseStore({
  client,
  table,
  now = systemNow,
}: DynamoLeaseStoreOptions): LeaseStore {
  const ask = createDynamoGuard('lease store', { tables: [table] })
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB' },
    acquire: (name, holder, { ttlSeconds }) =>
      ask((call) => acquire({ name, holder }, { ttlSeconds, ...call })),
    release: (lease) => ask((call) => release(lease, call)),
    close: async () => client.destroy(),
  }

  async function acquire({ name, holder }: Lease, { ttlSeconds, ...call }: { ttlSeconds: number } & AwsCall) {
    const expiresAt = now() + ttlSeconds * 1000
    const command = new PutCommand({
      TableName: table,
      Item: { ...leaseKey(name), holder, expiresAt, expiresAtSeconds: Math.ceil(expiresAt / 1000) },
      ConditionExpression: `${isFree} OR ${hasExpired} OR ${isOurs}`,
      ExpressionAttributeNames: { '#expiresAt': 'expiresAt', '#holder': 'holder' },
      ExpressionAttributeValues: { ':now': now(), ':holder': holder },
    })
    const isGranted = await isMade(client.send(command, call))
    return isGranted ? { name, holder } : undefined
  }

  async function release({ name, holder }: Lease, call: AwsCall) {
    const command = new DeleteCommand({
      TableName: table,
      Key: leaseKey(name),
      ConditionExpression: isOurs,
      ExpressionAttributeNames: { '#holder': 'holder' },
      ExpressionAttributeValues: { ':holder': holder },
    })
    await isMade(client.send(command, call))
  }
}

const leaseKey = (name: string) => ({ pk: `LEASE#${name}`, sk: 'LEASE' })

/** False when the condition did not hold. */
async function isMade(write: Promise<unknown>) {
  try {
    await write
    return true
  } catch (error) {
    if (isNamed(error, 'ConditionalCheckFailedException')) return false
    throw error
  }
}
