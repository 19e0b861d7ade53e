/** One instance of the service: it notes orders and answers pages, until SIGTERM. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createDynamoClient } from '@unsticky/dynamodb'
import { UnavailableError } from '@unsticky/kernel'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { loadConfig } from './config.ts'
import { followOrders } from './follow-orders.ts'
import { createApp } from './http/app.ts'
import { createNews } from './http/notice-stream.ts'
import { createTable } from './store/create-table.ts'
import { createInsightStore } from './store/insight-store.ts'

const settings = loadConfig()
const log = pino({ level: settings.LOG_LEVEL })
const client = createDynamoClient()
const insights = createInsightStore({ client, table: settings.INSIGHTS_TABLE })
const news = createNews()
const app = createApp({ insights, news, logger: log })
const stop = new AbortController()

const following = followUntilStopped().catch((error) => {
  // Going on without reading would look healthy and miss orders.
  log.error({ err: error }, 'the orders cannot be followed')
  process.exit(1)
})

closeWithGrace({ delay: 10_000, logger: log }, async () => {
  stop.abort()
  await app.close()
  await following
  client.destroy()
})

await app.listen({ port: settings.PORT, host: settings.HOST })
const address = app.server.address()
process.send?.({ type: 'listening', port: typeof address === 'object' ? address?.port : undefined })

/** A service that is away is waited for; what waiting cannot cure rejects. */
async function followUntilStopped(): Promise<void> {
  const { SHOP_ORDERS_TABLE: ordersTable, INSIGHTS_TABLE: insightsTable } = settings
  const options = {
    client,
    ordersTable,
    insightsTable,
    insights,
    onNews: news.tell,
    signal: stop.signal,
    log,
  }
  while (!stop.signal.aborted) {
    try {
      await createTable({ client, table: insightsTable })
      await followOrders(options)
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      log.warn({ err: error }, 'following the orders waits')
      await sleep(1000, undefined, { signal: stop.signal }).catch(() => {})
    }
  }
}
