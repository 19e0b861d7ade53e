import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type AwsCall, isNamed } from '@unsticky/aws-client'
import {
  type CallbackSessionStore,
  type Now,
  type Placed,
  type StoredSession,
  secondsToTouch,
  sessionEndsAt,
  systemNow,
  toSessionCallbacks,
} from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { outcomeOf } from '../connection/races.ts'
import { lifeOf, type SessionItem, sessionKey, tombstone } from './session-items.ts'

export interface DynamoSessionStoreOptions {
  readonly client: DynamoClient
  readonly table: string
  /** A session that no request asked for this long is gone, whatever the cookie says. */
  readonly idleTimeoutSeconds?: number
  /** The idle time starts anew by a write, so at most this often for one session (`secondsToTouch`). 0: with every look. */
  readonly touchEverySeconds?: number
  /** How long a destroyed session cannot be written back, at least: longer than any request takes. */
  readonly tombstoneSeconds?: number
  readonly now?: Now
}

export interface DynamoSessionStore extends Placed {
  readonly store: CallbackSessionStore
  close(): Promise<void>
}

const hasNotEnded = 'attribute_not_exists(endedAt)'
const nobodyWroteSince = 'seenAt = :seenBefore'

/**
 * Sessions in DynamoDB; one item each, and one put each way.
 *
 * - A logout is final: it replaces the session by a tombstone, and a write is made under the condition that none is
 *   there. A write that comes too late is dropped without an error: the request it belongs to did nothing wrong.
 * - A session ends when its idle time has passed or at the date in its cookie. Both are compared here: DynamoDB
 *   deletes up to days later.
 * - Reads are consistent, so that a login counts on every instance at once.
 * - An id that is not 16 to 128 of `A-Za-z0-9_-` is not found.
 * - A DynamoDB that does not answer is an `UnavailableError`.
 */
export function createDynamoSessionStore({
  client,
  table,
  idleTimeoutSeconds = 30 * 60,
  touchEverySeconds = 60,
  tombstoneSeconds = 120,
  now = systemNow,
}: DynamoSessionStoreOptions): DynamoSessionStore {
  const ask = createDynamoGuard('session store', { tables: [table] })
  const touchAfterMs = secondsToTouch({ idleTimeoutSeconds, touchEverySeconds }) * 1000
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB' },
    store: toSessionCallbacks({
      get: (id) => ask((call) => get(id, call)),
      set: (id, session) => ask((call) => set(id, { session, ...call })),
      destroy: (id) => ask((call) => destroy(id, call)),
    }),
    close: async () => client.destroy(),
  }

  async function get(id: string, call: AwsCall) {
    const found = await load(id, call)
    if (!found || found.seenAt + touchAfterMs > now()) return found?.session
    const isTouched = await touch(id, { ...found, ...call })
    // Somebody else touched, wrote or ended it in the meantime.
    return isTouched ? found.session : (await load(id, call))?.session
  }

  async function load(id: string, call: AwsCall) {
    const command = new GetCommand({ TableName: table, Key: sessionKey(id), ConsistentRead: true })
    const { Item } = await client.send(command, call)
    if (!Item?.session) return undefined
    const { session: text, seenAt } = Item as SessionItem
    const session = JSON.parse(text) as StoredSession
    return sessionEndsAt(session, { seenAt, idleTimeoutSeconds }) > now() ? { session, seenAt } : undefined
  }

  async function touch(
    id: string,
    { session, seenAt: seenBefore, ...call }: { session: StoredSession; seenAt: number } & AwsCall,
  ) {
    const { seenAt, expiresAtSeconds } = lifeOf(session, { seenAt: now(), idleTimeoutSeconds })
    const command = new UpdateCommand({
      TableName: table,
      Key: sessionKey(id),
      UpdateExpression: 'SET seenAt = :seenAt, expiresAtSeconds = :expiresAtSeconds',
      ConditionExpression: nobodyWroteSince,
      ExpressionAttributeValues: {
        ':seenAt': seenAt,
        ':expiresAtSeconds': expiresAtSeconds,
        ':seenBefore': seenBefore,
      },
    })
    return typeof (await outcomeOf(client.send(command, call))) !== 'symbol'
  }

  async function set(id: string, { session, ...call }: { session: StoredSession } & AwsCall) {
    const life = lifeOf(session, { seenAt: now(), idleTimeoutSeconds })
    const command = new PutCommand({
      TableName: table,
      Item: { ...sessionKey(id), ...life, session: JSON.stringify(session) },
      ConditionExpression: hasNotEnded,
    })
    await client.send(command, call).catch(ignoreEnded)
  }

  async function destroy(id: string, call: AwsCall) {
    const Item = { ...sessionKey(id), ...tombstone(now(), tombstoneSeconds) }
    await client.send(new PutCommand({ TableName: table, Item }), call)
  }
}

function ignoreEnded(error: unknown) {
  if (!isNamed(error, 'ConditionalCheckFailedException')) throw error
}
