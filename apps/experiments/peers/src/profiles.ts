import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'

/** Profiles in DynamoDB, by the document client of the SDK as its documentation shows it. */
export function createProfiles(table: string) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
  return { create, read }

  async function create(accountId: string) {
    const profile = {
      accountId,
      email: `${accountId}@example.org`,
      displayName: 'A Shopper',
      updatedAt: Date.now(),
    }
    await client.send(new PutCommand({ TableName: table, Item: { pk: `ACCOUNT#${accountId}`, ...profile } }))
    return profile
  }

  async function read(accountId: string) {
    const command = new GetCommand({
      TableName: table,
      Key: { pk: `ACCOUNT#${accountId}` },
      ConsistentRead: true,
    })
    const { Item: { pk: _, ...profile } = {} } = await client.send(command)
    return { ...profile, hasPicture: false }
  }
}
