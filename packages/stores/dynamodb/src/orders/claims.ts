import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsCall } from '@unsticky/aws-client'
import { type AccountId, type IdempotencyKey, idempotencyKeySeconds, type Now } from '@unsticky/kernel'
import type { Claim, ClaimRequest, Order } from '@unsticky/orders'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { lostRace, outcomeOf, refused, untilWon } from '../connection/races.ts'
import { type ClaimRecord, claimKey } from './order-items.ts'

interface ClaimDependencies {
  readonly client: DynamoClient
  readonly table: string
  readonly now: Now
  readonly findOrder: (orderId: string, call: AwsCall) => Promise<Order | undefined>
}

interface ClaimAttempt {
  readonly accountId: AccountId
  readonly key: IdempotencyKey
  readonly request: ClaimRequest
}

// The life of a key:
//
//   new ──put──► claimed ──place──► placed ──24 h──► new
//                 │   ▲
//        lease runs out, next attempt takes it (same order id)
//
const keyIsNew = 'attribute_not_exists(pk)'
const keyHasExpired = '#expiresAt <= :now'
const isClaimed = '#state = :claimed'
const leaseIsTheOneSeen = '#leaseEndsAt = :leaseSeen'

/** See `OrderStore.claim`. One write where the key is new, which is nearly always. */
export function claimKeyOf(
  dependencies: ClaimDependencies,
  attempt: ClaimAttempt,
  call: AwsCall,
): Promise<Claim> {
  const { accountId, key, request } = attempt
  return untilWon(async () => {
    const put = await outcomeOf(putNewClaim(dependencies, attempt, call))
    if (put === lostRace) return lostRace
    if (put !== refused) return { kind: 'claimed', orderId: request.newOrderId }
    const record = await readClaim(dependencies, { accountId, key }, call)
    // Released or expired since: the key is new again.
    return record ? judge(dependencies, { ...attempt, record }, call) : lostRace
  }, call)
}

/** Takes a claim away, but never a placed order. */
export async function releaseClaim(
  { client, table }: Pick<ClaimDependencies, 'client' | 'table'>,
  { accountId, key }: Pick<ClaimAttempt, 'accountId' | 'key'>,
  call: AwsCall,
): Promise<void> {
  const command = new DeleteCommand({
    TableName: table,
    Key: claimKey(accountId, key),
    ConditionExpression: isClaimed,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':claimed': 'claimed' },
  })
  await untilWon(() => outcomeOf(client.send(command, call)), call)
}

function putNewClaim(
  { client, table, now }: ClaimDependencies,
  { accountId, key, request }: ClaimAttempt,
  call: AwsCall,
) {
  const { requestHash, newOrderId } = request
  const record = {
    requestHash,
    orderId: newOrderId,
    state: 'claimed',
    ...leaseFor(request, now()),
  } satisfies ClaimRecord
  const command = new PutCommand({
    TableName: table,
    Item: { ...claimKey(accountId, key), ...record },
    ConditionExpression: `${keyIsNew} OR ${keyHasExpired}`,
    ExpressionAttributeNames: { '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: { ':now': now() },
  })
  return client.send(command, call)
}

async function readClaim(
  { client, table, now }: ClaimDependencies,
  { accountId, key }: Pick<ClaimAttempt, 'accountId' | 'key'>,
  call: AwsCall,
): Promise<ClaimRecord | undefined> {
  const command = new GetCommand({ TableName: table, Key: claimKey(accountId, key), ConsistentRead: true })
  const { Item } = await client.send(command, call)
  const record = Item as ClaimRecord | undefined
  return record && record.expiresAt > now() ? record : undefined
}

async function judge(
  dependencies: ClaimDependencies,
  attempt: ClaimAttempt & { record: ClaimRecord },
  call: AwsCall,
): Promise<Claim | typeof lostRace> {
  const { record, request } = attempt
  if (record.requestHash !== request.requestHash) return { kind: 'mismatch' }
  if (record.state === 'placed') {
    const order = await dependencies.findOrder(record.orderId, call)
    return order ? { kind: 'placed', order } : lostRace
  }
  // The SDK repeated our own write, of which it had not heard that it was made.
  if (record.heldBy === request.newOrderId) return { kind: 'claimed', orderId: record.orderId }
  const remainingMs = record.leaseEndsAt - dependencies.now()
  if (remainingMs > 0) return { kind: 'in-progress', retryAfterSeconds: Math.ceil(remainingMs / 1000) }
  return takeOver(dependencies, attempt, call)
}

async function takeOver(
  { client, table, now }: ClaimDependencies,
  { accountId, key, request, record }: ClaimAttempt & { record: ClaimRecord },
  call: AwsCall,
): Promise<Claim | typeof lostRace> {
  const lease = leaseFor(request, now())
  const command = new UpdateCommand({
    TableName: table,
    Key: claimKey(accountId, key),
    UpdateExpression:
      'SET #heldBy = :heldBy, #leaseEndsAt = :leaseEndsAt, #expiresAt = :expiresAt, #ttl = :expiresAtSeconds',
    ConditionExpression: `${isClaimed} AND ${leaseIsTheOneSeen}`,
    ExpressionAttributeNames: {
      '#state': 'state',
      '#heldBy': 'heldBy',
      '#leaseEndsAt': 'leaseEndsAt',
      '#expiresAt': 'expiresAt',
      '#ttl': 'expiresAtSeconds',
    },
    ExpressionAttributeValues: {
      ':claimed': 'claimed',
      ':leaseSeen': record.leaseEndsAt,
      ':heldBy': lease.heldBy,
      ':leaseEndsAt': lease.leaseEndsAt,
      ':expiresAt': lease.expiresAt,
      ':expiresAtSeconds': lease.expiresAtSeconds,
    },
  })
  const taken = await outcomeOf(client.send(command, call))
  return taken === refused || taken === lostRace ? lostRace : { kind: 'claimed', orderId: record.orderId }
}

function leaseFor({ newOrderId, leaseSeconds }: ClaimRequest, now: number) {
  const expiresAt = now + idempotencyKeySeconds * 1000
  return {
    heldBy: newOrderId,
    leaseEndsAt: now + leaseSeconds * 1000,
    expiresAt,
    expiresAtSeconds: Math.ceil(expiresAt / 1000),
  }
}
