import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { AccountDirectory, AccountRecord } from '@unsticky/accounts'
import { isNamed } from '@unsticky/aws-client'
import type { AccountId } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { scanItems } from '../connection/scan.ts'

interface DynamoAccountDirectoryOptions {
  readonly client: DynamoClient
  readonly table: string
}

/** Three kinds of items: the record of an email, the subject of an account, the account of a subject. */
export function createDynamoAccountDirectory({
  client,
  table,
}: DynamoAccountDirectoryOptions): AccountDirectory {
  const ask = createDynamoGuard('account directory', { tables: [table] })
  return { all, read, write, link, accountOf, isLinked }

  async function* all() {
    for await (const item of scanItems({ client, table, ask })) if (item.sk === email) yield toRecord(item)
  }

  async function read(address: string) {
    const item = await get(keyOf(email, address))
    return item && toRecord(item)
  }

  async function write(record: AccountRecord) {
    await putNew({ ...keyOf(email, record.email), ...record })
  }

  async function link(accountId: AccountId, subject: string) {
    // The way that logins take first: who dies in between links again at the next login.
    await putNew({ ...keyOf(subjectToAccount, subject), accountId })
    await putNew({ ...keyOf(accountToSubject, accountId), subject })
  }

  async function accountOf(subject: string) {
    const item = await get(keyOf(subjectToAccount, subject))
    return item?.accountId as AccountId | undefined
  }

  async function isLinked(accountId: AccountId) {
    return (await get(keyOf(accountToSubject, accountId))) !== undefined
  }

  async function get(Key: Record<string, string>) {
    const command = new GetCommand({ TableName: table, Key, ConsistentRead: true })
    return (await ask((call) => client.send(command, call))).Item
  }

  async function putNew(Item: Record<string, unknown>) {
    const ConditionExpression = 'attribute_not_exists(pk)'
    const command = new PutCommand({ TableName: table, Item, ConditionExpression })
    await ask((call) => client.send(command, call).catch(ignoreRefusal))
  }
}

const email = 'MOVED#EMAIL'
const subjectToAccount = 'MOVED#SUBJECT'
const accountToSubject = 'MOVED#ACCOUNT'

const keyOf = (kind: string, name: string) => ({ pk: `${kind}#${name}`, sk: kind })

function toRecord({ pk, sk, ...record }: Record<string, unknown>): AccountRecord {
  return record as unknown as AccountRecord
}

function ignoreRefusal(error: unknown): undefined {
  if (!isNamed(error, 'ConditionalCheckFailedException')) throw error
}
