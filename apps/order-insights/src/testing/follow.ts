import { createDynamoClient } from '@unsticky/dynamodb'
import type { LocalCloud } from '@unsticky/local-cloud'
import { waitUntil } from '@unsticky/processes'
import pino from 'pino'
import { followOrders } from '../follow-orders.ts'
import { createApp } from '../http/app.ts'
import { createNews } from '../http/notice-stream.ts'
import { createTable } from '../store/create-table.ts'
import { createInsightStore } from '../store/insight-store.ts'

/** The service in this process, until the end of the test. Two with one table are two instances. */
export async function follow(cloud: Pick<LocalCloud, 'outputs'>, insightsTable: string) {
  const client = createDynamoClient()
  const insights = createInsightStore({ client, table: insightsTable })
  const stop = new AbortController()
  await createTable({ client, table: insightsTable })
  const following = followOrders({
    client,
    ordersTable: cloud.outputs.OrdersTable,
    insightsTable,
    insights,
    onNews: () => {},
    signal: stop.signal,
    log: pino({ level: 'silent' }),
  })
  following.catch(() => {})
  return {
    client,
    insights,
    app: createApp({ insights, news: createNews() }),
    /** Resolves when so many notices were written. */
    async untilNoticed(count: number) {
      await waitUntil(async () => (await insights.totals()).notices >= count, {
        what: `${count} notices`,
        timeoutMs: 60_000,
        everyMs: 100,
      })
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await following
      client.destroy()
    },
  }
}
