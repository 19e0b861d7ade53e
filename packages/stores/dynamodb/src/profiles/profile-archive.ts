import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Profile } from '@unsticky/accounts'
import { isNamed } from '@unsticky/aws-client'
import type { Archive } from '@unsticky/kernel'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { scanItems } from '../connection/scan.ts'
import { profileKey, toProfile } from './profile-items.ts'
import { createDynamoProfileStore, type DynamoProfileStoreOptions } from './profile-store.ts'

/** The profiles for copying in and out. Of two with the same time the one written later stays. */
export function createDynamoProfileArchive(options: DynamoProfileStoreOptions): Archive<Profile> {
  const { client, table } = options
  const ask = createDynamoGuard('profile store', { tables: [table] })
  const profiles = createDynamoProfileStore(options)
  return { all, read: profiles.load, write }

  async function* all() {
    for await (const item of scanItems({ client, table, ask })) yield toProfile(item)
  }

  async function write(profile: Profile) {
    const command = new PutCommand({
      TableName: table,
      Item: { ...profileKey(profile.accountId), ...profile },
      ConditionExpression: 'attribute_not_exists(pk) OR #updatedAt <= :updatedAt',
      ExpressionAttributeNames: { '#updatedAt': 'updatedAt' },
      ExpressionAttributeValues: { ':updatedAt': profile.updatedAt },
    })
    await ask((call) => client.send(command, call).catch(ignoreRefusal))
  }
}

/** Newer already. */
function ignoreRefusal(error: unknown): undefined {
  if (!isNamed(error, 'ConditionalCheckFailedException')) throw error
}
