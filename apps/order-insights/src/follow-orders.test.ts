import { randomUUID } from 'node:crypto'
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import type { Order } from '@unsticky/orders'
import { waitUntil } from '@unsticky/processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCheckpoints } from './stream/checkpoints.ts'
import { findStream } from './stream/stream-source.ts'
import { follow } from './testing/follow.ts'
import { linesOf, openOrders } from './testing/place-orders.ts'

let cloud: LocalCloud
let orders: Awaited<ReturnType<typeof openOrders>>
const placed: Order[] = []
const place = async (number: number) => {
  const order = await orders.place(linesOf(number))
  placed.push(order)
  return order
}

beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
  orders = await openOrders(cloud)
  await place(1)
  await place(3)
})
afterAll(async () => {
  await orders.close()
  await cloud.stop()
})

const newTable = () => `insights-${randomUUID()}`

describe('order-insights', () => {
  it('notes the orders from before its first start, and those that come', async () => {
    await using service = await follow(cloud, newTable())
    await service.untilNoticed(placed.length)
    await place(5)

    await service.untilNoticed(placed.length)
    const notices = await service.insights.noticesAfter(0, { limit: 100 })

    expect(notices.map(({ orderId }) => orderId).sort()).toEqual(placed.map(({ id }) => id).sort())
    expect(notices.at(-1)).toMatchObject({ number: placed.length, kind: 'placed' })
    expect(Object.keys(notices[0] ?? {}).sort()).toEqual(
      ['kind', 'lines', 'number', 'orderId', 'placedAt', 'totalCents'], // nobody's name, address or account
    )
  })

  it('takes a cancelled order back out of what is bought together, once', async () => {
    const table = newTable()
    await using service = await follow(cloud, table)
    await service.untilNoticed(placed.length)
    const before = await service.insights.boughtTogether('kettle', { limit: 20 })
    const { cents } = await service.insights.totals()
    const order = await orders.place([
      { productId: 'kettle', name: 'Kettle', quantity: 1, priceCents: 1000 },
      { productId: 'tin', name: 'Tin', quantity: 1, priceCents: 1000 },
    ])
    await service.untilNoticed(placed.length + 1)
    const between = await service.insights.boughtTogether('kettle', { limit: 20 })
    await orders.cancel(order)
    await service.untilNoticed(placed.length + 2)

    expect(between.orders).toBe(before.orders + 1)
    expect(await service.insights.boughtTogether('kettle', { limit: 20 })).toEqual(before)
    expect(await service.insights.totals()).toMatchObject({ orders: placed.length + 1, cancelled: 1, cents })

    // Who comes later sees the table, in which it is cancelled already, and the stream, in which it first was not.
    placed.push(order)
    await using late = await follow(cloud, newTable())
    await late.untilNoticed(placed.length)
    expect((await late.insights.boughtTogether('kettle', { limit: 20 })).orders).toBe(before.orders)
    expect(await late.insights.totals()).toMatchObject({ orders: placed.length, cancelled: 1, cents })
  })

  it('counts once what two instances read at the same time', async () => {
    const table = newTable()
    await using one = await follow(cloud, table)
    await using other = await follow(cloud, table)
    for (let number = 0; number < 20; number += 1) await place(number)
    await one.untilNoticed(placed.length)

    // Both have read on: what they find now is nothing new.
    await place(1)
    await other.untilNoticed(placed.length)
    const notices = await other.insights.noticesAfter(0, { limit: 200 })

    expect(new Set(notices.map(({ orderId, kind }) => `${orderId} ${kind}`)).size).toBe(notices.length)
    expect((await one.insights.totals()).orders).toBe(placed.length)
  })

  it('keeps what looks like no order, and goes on', async () => {
    const table = newTable()
    const odd = { pk: 'ACCOUNT#odd', sk: `ORDER#${randomUUID()}`, status: 'paid', lines: 'none' }
    await using service = await follow(cloud, table)
    await service.client.send(new PutCommand({ TableName: cloud.outputs.OrdersTable, Item: odd }))
    await place(2)
    await service.untilNoticed(placed.length)

    const query = { TableName: table, KeyConditionExpression: 'pk = :unreadable' }
    const values = { ExpressionAttributeValues: { ':unreadable': 'UNREADABLE' } }
    const { Items } = await service.client.send(new QueryCommand({ ...query, ...values }))
    expect(Items).toMatchObject([{ item: odd }])
  })

  it('reads the table again when the stream kept no longer what it had not read', async () => {
    const table = newTable()
    {
      await using first = await follow(cloud, table)
      await first.untilNoticed(placed.length)
    }
    const client = orders.client
    const streamArn = await findStream(client, cloud.outputs.OrdersTable)
    const checkpoints = createCheckpoints({ client, table, streamArn })
    const [shardId] = [...(await checkpoints.all()).keys()]
    await checkpoints.save('shard-of-last-week', { sequenceNumber: '1' })
    await checkpoints.save(String(shardId), { sequenceNumber: '000-trimmed' })
    await place(6)

    await using second = await follow(cloud, table)
    await second.untilNoticed(placed.length)

    expect((await second.insights.totals()).orders).toBe(placed.length)
    const isGivenUp = async () => (await checkpoints.all()).get('shard-of-last-week')?.isFinished
    await waitUntil(isGivenUp, { what: 'the lost shard to be given up', timeoutMs: 30_000 })
    await waitUntil(checkpoints.isCaughtUp, { what: 'the end of the stream', timeoutMs: 30_000 })
  })

  it('says 503 while its table does not answer, and misses nothing of that time', async () => {
    await using service = await follow(cloud, newTable())
    await service.untilNoticed(placed.length)

    cloud.aws.freeze()
    const answers = await Promise.all(
      ['/readyz', '/api/totals', '/api/products/kettle/bought-together'].map((url) =>
        service.app.inject(url),
      ),
    )
    cloud.aws.thaw()
    await place(7)
    await service.untilNoticed(placed.length)

    for (const { statusCode, headers } of answers) {
      expect(statusCode).toBe(503)
      expect(headers).toMatchObject({
        'content-type': 'application/problem+json',
        'retry-after': '2',
      })
    }
    expect((await service.insights.totals()).orders).toBe(placed.length)
  })
})
