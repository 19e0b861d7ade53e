import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import { createAwsGuard, isNamed } from '@unsticky/aws-client'

interface TableOptions {
  readonly client: DynamoDBClient
  readonly table: string
}

/** Makes the service's own table, unless it is there. Several instances may try at once. */
export async function createTable({ client, table }: TableOptions): Promise<void> {
  const ask = createAwsGuard('insights table', { deadlineMs: 60_000 })
  await ask(async (call) => {
    await client.send(tableCommand(table), call).catch(ignoreExisting)
    await waitUntilTableExists({ client, maxWaitTime: 50, ...call }, { TableName: table })
  })
}

const tableCommand = (table: string) =>
  new CreateTableCommand({
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  })

function ignoreExisting(error: unknown): undefined {
  if (!isNamed(error, 'ResourceInUseException')) throw error
}
