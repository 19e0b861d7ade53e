import { createHash } from 'node:crypto'
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type AwsCall, isNamed } from '@unsticky/aws-client'
import { type Now, type RateLimiter, systemNow } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'

export interface DynamoRateLimiterOptions {
  readonly client: DynamoClient
  readonly table: string
  readonly now?: Now
}

interface Counter {
  readonly attempts: number
  /** Milliseconds. */
  readonly endsAt: number
}

const isOpen = 'endsAt > :now'
const isNotOpen = 'attribute_not_exists(pk) OR endsAt <= :now'

/**
 * Fixed windows that all instances share, for a shop without Valkey. One conditional write for an attempt inside a
 * window, two for the first one. DynamoDB deletes late, so the end of a window is compared here.
 */
export function createDynamoRateLimiter({
  client,
  table,
  now = systemNow,
}: DynamoRateLimiterOptions): RateLimiter {
  const ask = createDynamoGuard('rate limiter', { tables: [table], deadlineMs: 4000 })
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB (rate limits)' },
    async hit(key, { limit, windowSeconds }) {
      const { attempts, endsAt } = await ask((call) => count(key, windowSeconds, call))
      const leftSeconds = Math.ceil((endsAt - now()) / 1000)
      return { allowed: attempts <= limit, retryAfterSeconds: Math.max(1, leftSeconds) }
    },
    reset: (key) => ask((call) => forget(key, call)),
    close: async () => client.destroy(),
  }

  async function count(key: string, windowSeconds: number, call: AwsCall): Promise<Counter> {
    return (
      (await countOn(key, call)) ??
      (await begin(key, windowSeconds, call)) ??
      // Somebody began the same window in the same moment.
      (await countOn(key, call)) ?? { attempts: 1, endsAt: now() } // Or a window so short that it has ended since: what was counted in it counts no more.
    )
  }

  /** `undefined`: there is no open window. */
  async function countOn(key: string, call: AwsCall) {
    return change(call, {
      Key: counterKey(key),
      UpdateExpression: 'ADD attempts :one',
      ConditionExpression: isOpen,
      ExpressionAttributeValues: { ':one': 1, ':now': now() },
    })
  }

  /** `undefined`: there is an open window. */
  async function begin(key: string, windowSeconds: number, call: AwsCall) {
    const endsAt = now() + windowSeconds * 1000
    return change(call, {
      Key: counterKey(key),
      UpdateExpression: 'SET attempts = :one, endsAt = :endsAt, expiresAtSeconds = :expiresAtSeconds',
      ConditionExpression: isNotOpen,
      ExpressionAttributeValues: {
        ':one': 1,
        ':now': now(),
        ':endsAt': endsAt,
        ':expiresAtSeconds': Math.ceil(endsAt / 1000),
      },
    })
  }

  async function change(
    call: AwsCall,
    update: Omit<UpdateCommand['input'], 'TableName'>,
  ): Promise<Counter | undefined> {
    const command = new UpdateCommand({ ...update, TableName: table, ReturnValues: 'ALL_NEW' })
    try {
      const { Attributes } = await client.send(command, call)
      return Attributes as Counter | undefined
    } catch (error) {
      if (isNamed(error, 'ConditionalCheckFailedException')) return undefined
      throw error
    }
  }

  async function forget(key: string, call: AwsCall) {
    await client.send(new DeleteCommand({ TableName: table, Key: counterKey(key) }), call)
  }
}

/** Hashed: a key holds what people typed, an e-mail address perhaps. */
const counterKey = (key: string) => ({
  pk: `RATE#${createHash('sha256').update(key).digest('hex')}`,
  sk: 'RATE',
})
