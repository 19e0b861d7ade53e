import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { isNamed } from '@unsticky/aws-client'
import type { Archive } from '@unsticky/kernel'
import { type ClaimCopy, parseRecordId } from '@unsticky/orders'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { scanItems } from '../connection/scan.ts'
import { type ClaimRecord, claimKey } from './order-items.ts'

interface DynamoClaimArchiveOptions {
  readonly client: DynamoClient
  readonly ordersTable: string
}

/** The records of order keys for copying in and out. The later lease is the newer record; a placed one stays placed. */
export function createDynamoClaimArchive({
  client,
  ordersTable: table,
}: DynamoClaimArchiveOptions): Archive<ClaimCopy> {
  const ask = createDynamoGuard('order store', { tables: [table] })
  return { all, read, write }

  async function* all() {
    for await (const { pk, sk, ...record } of scanItems({ client, table, ask })) {
      const [accountId, key] = [afterHash(String(pk)), afterHash(String(sk))]
      if (String(sk).startsWith('KEY#')) yield toCopy(accountId, key, record as unknown as ClaimRecord)
    }
  }

  async function read(id: string): Promise<ClaimCopy | undefined> {
    const [accountId, key] = parseRecordId(id)
    const command = new GetCommand({
      TableName: table,
      Key: claimKey(accountId, key),
      ConsistentRead: true,
    })
    const { Item } = await ask((call) => client.send(command, call))
    return Item && toCopy(accountId, key, Item as ClaimRecord)
  }

  async function write(copy: ClaimCopy) {
    const { accountId, key } = copy
    const isOlder = '#state = :claimed AND (#leaseEndsAt < :leaseEndsAt OR :state = :placed)'
    const record = toRecord(copy)
    const command = new PutCommand({
      TableName: table,
      Item: { ...claimKey(accountId, key), ...record },
      ConditionExpression: `attribute_not_exists(pk) OR (${isOlder})`,
      ExpressionAttributeNames: { '#state': 'state', '#leaseEndsAt': 'leaseEndsAt' },
      ExpressionAttributeValues: {
        ':claimed': 'claimed',
        ':placed': 'placed',
        ':state': record.state,
        ':leaseEndsAt': record.leaseEndsAt,
      },
    })
    await ask((call) => client.send(command, call).catch(ignoreRefusal))
  }
}

const afterHash = (text: string) => text.slice(text.indexOf('#') + 1)

const toRecord = ({ requestHash, orderId, isPlaced, leaseEndsAt, expiresAt }: ClaimCopy): ClaimRecord => ({
  requestHash,
  orderId,
  state: isPlaced ? 'placed' : 'claimed',
  heldBy: orderId,
  leaseEndsAt,
  expiresAt,
  expiresAtSeconds: Math.ceil(expiresAt / 1000),
})

function toCopy(accountId: string, key: string, record: ClaimRecord): ClaimCopy {
  const { requestHash, orderId, state, leaseEndsAt, expiresAt } = record
  return { accountId, key, requestHash, orderId, isPlaced: state === 'placed', leaseEndsAt, expiresAt }
}

function ignoreRefusal(error: unknown): undefined {
  if (!isNamed(error, 'ConditionalCheckFailedException')) throw error
}
