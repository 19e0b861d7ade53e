import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { awsClientSettings } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'
import { catchUp } from './catch-up.ts'
import type { Log } from './log.ts'
import { type Item, isOrder, readOrder } from './seen-order.ts'
import type { InsightStore } from './store/insight-store.ts'
import { createCheckpoints } from './stream/checkpoints.ts'
import { followStream } from './stream/follow-stream.ts'
import { createStreamSource, findStream } from './stream/stream-source.ts'

interface FollowOptions {
  readonly client: DynamoClient
  readonly ordersTable: string
  readonly insightsTable: string
  readonly insights: Pick<InsightStore, 'note' | 'keepUnreadable'>
  /** Called after something was noted. */
  readonly onNews: () => void
  readonly signal: AbortSignal
  readonly log: Log
}

/** Notes every order of the table, those that are there and those that come, until the signal. */
export async function followOrders(options: FollowOptions): Promise<void> {
  const { client, ordersTable, signal } = options
  const streams = new DynamoDBStreamsClient(awsClientSettings({ requestTimeoutMs: 2000 }))
  try {
    // A stream ends when it is switched off; then the table has another one, or the service ends and says so.
    while (!signal.aborted) await followOne(streams, await findStream(client, ordersTable), options)
  } finally {
    streams.destroy()
  }
}

async function followOne(streams: DynamoDBStreamsClient, streamArn: string, options: FollowOptions) {
  const { client, ordersTable, insightsTable, insights, onNews, log } = options
  const checkpoints = createCheckpoints({ client, table: insightsTable, streamArn })
  const stopped = new AbortController()
  const signal = AbortSignal.any([options.signal, stopped.signal])
  const reading = { source: createStreamSource(streams, streamArn), checkpoints, note, onGap, signal, log }
  const following = [catchUpOnce(), followStream(reading)]
  try {
    await Promise.all(following)
  } finally {
    stopped.abort()
    await Promise.allSettled(following)
  }

  async function note(item: Item) {
    if (!isOrder(item)) return
    const order = readOrder(item)
    if (order) return void ((await insights.note(order)) && onNews())
    log.error({ item: { pk: item.pk, sk: item.sk } }, 'this looks like no order; it is kept as unreadable')
    await insights.keepUnreadable(`${item.pk} ${item.sk}`, item)
  }

  /** Remembered before the table is read, so that a process that is killed meanwhile reads it again. */
  async function onGap() {
    await checkpoints.setCaughtUp(false)
    await catchUpOnce()
  }

  async function catchUpOnce() {
    if (await checkpoints.isCaughtUp()) return
    log.info('noting the orders that are in the table already')
    if (await catchUp({ client, ordersTable, note, signal, log })) await checkpoints.setCaughtUp(true)
  }
}
