import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Profile, ProfileChange, ProfileStore } from '@unsticky/accounts'
import { type AwsCall, isNamed } from '@unsticky/aws-client'
import type { AccountId } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { createLeanReader } from '../lean-reads/lean-reader.ts'
import { profileKey, toProfile, updateFields } from './profile-items.ts'

export interface DynamoProfileStoreOptions {
  readonly client: DynamoClient
  readonly table: string
  /** `sdk` reads as it writes; `lean` reads by `createLeanReader` and leaves to the SDK what is unusual. */
  readonly reads?: 'lean' | 'sdk'
}

/** One item per account. A change names its fields only, so that two devices changing different ones both win. */
export function createDynamoProfileStore({
  client,
  table,
  reads = 'lean',
}: DynamoProfileStoreOptions): ProfileStore {
  const lean = reads === 'lean' ? createLeanReader(client) : undefined
  const ask = createDynamoGuard('profile store', { tables: [table] })
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB' },
    load: (accountId) => ask((call) => load(accountId, call)),
    create: (profile) => ask((call) => create(profile, call)),
    update: (accountId, change) => ask((call) => update(accountId, change, call)),
    async close() {
      client.destroy()
    },
  }

  async function load(accountId: AccountId, call: AwsCall) {
    if (!lean) return find(accountId, call)
    try {
      const item = await lean.read(table, profileKey(accountId))
      return item && toProfile(item)
    } catch {
      return find(accountId, call)
    }
  }

  async function find(accountId: AccountId, call: AwsCall) {
    const command = new GetCommand({ TableName: table, Key: profileKey(accountId), ConsistentRead: true })
    const { Item } = await client.send(command, call)
    return Item && toProfile(Item)
  }

  async function create(profile: Profile, call: AwsCall) {
    const command = new PutCommand({
      TableName: table,
      Item: { ...profileKey(profile.accountId), ...profile },
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    await client.send(command, call).catch(ignoreRefusal)
    return (await find(profile.accountId, call)) ?? profile
  }

  async function update(accountId: AccountId, change: ProfileChange & { updatedAt: number }, call: AwsCall) {
    const command = new UpdateCommand({
      TableName: table,
      Key: profileKey(accountId),
      ConditionExpression: 'attribute_exists(pk)',
      ...updateFields(change),
      ReturnValues: 'ALL_NEW',
    })
    const answer = await client.send(command, call).catch(ignoreRefusal)
    return answer?.Attributes && toProfile(answer.Attributes)
  }
}

/** `undefined` when the condition did not hold. */
function ignoreRefusal(error: unknown): undefined {
  if (!isNamed(error, 'ConditionalCheckFailedException')) throw error
}
