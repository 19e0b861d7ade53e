import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { waitUntil } from '@unsticky/processes'
import { describe, expect, it } from 'vitest'
import { listenForDynamoCounts, unitsUsed } from './dynamodb-counts.ts'
import { listUnitsBeyondOne, unitsOf } from './dynamodb-units.ts'
import { itemBytes } from './item-size.ts'
import { parseCommandStats, usedSince } from './store-use.ts'
import { cpuSecondsFromStat, cpuSecondsFromTime, peakShare } from './usage-samples.ts'

describe('parseCommandStats', () => {
  it('tells reading from writing, and leaves out connecting and the scripts around the commands', () => {
    const info =
      '# Commandstats\r\ncmdstat_get:calls=7,usec=9\r\ncmdstat_hgetall:calls=3,usec=1\r\ncmdstat_set:calls=5,usec=1\r\ncmdstat_evalsha:calls=90,usec=1\r\ncmdstat_client|setinfo:calls=80,usec=1\r\n'

    expect(parseCommandStats('sessions', info)).toEqual({ name: 'sessions', reads: 10, writes: 5 })
  })

  it('gives what one run used as a difference', () => {
    const at = (reads: number, writes: number) => [{ name: 'carts', reads, writes }]

    expect(usedSince(at(10, 2), at(25, 6))).toEqual(at(15, 4))
    expect(usedSince([], at(3, 1))).toEqual(at(3, 1))
    const timed = (waitedMs: number) => [{ name: 'DynamoDB', reads: 1, writes: 0, waitedMs }]
    expect(usedSince(timed(20), timed(50))[0]?.waitedMs).toBe(30)
  })
})

describe('DynamoDB', () => {
  it.each<[string, object, { reads: number; writes: number }]>([
    ['GetItem', { ConsistentRead: true }, { reads: 1, writes: 0 }],
    ['GetItem', {}, { reads: 0.5, writes: 0 }],
    [
      'BatchGetItem',
      { RequestItems: { catalog: { ConsistentRead: true, Keys: Array(131).fill({}) } } },
      { reads: 131, writes: 0 },
    ],
    ['BatchWriteItem', { RequestItems: { catalog: Array(25).fill({}) } }, { reads: 0, writes: 25 }],
    // An order of two lines: the order, its key, and the stock of each line.
    ['TransactWriteItems', { TransactItems: Array(4).fill({}) }, { reads: 0, writes: 8 }],
    ['UpdateItem', {}, { reads: 0, writes: 1 }],
    ['DescribeTable', {}, { reads: 0, writes: 0 }],
  ])('charges %s by its items', (operation, body, units) => {
    expect(unitsOf(operation, JSON.stringify(body))).toEqual(units)
  })

  it('is charged for what all instances used', () => {
    const used = unitsUsed([
      { reads: 3.5, writes: 2 },
      { reads: 0.5, writes: 8 },
    ])

    expect(used).toEqual({ name: 'DynamoDB', reads: 4, writes: 10, waitedMs: 0 })
  })

  it('is charged for all that a list holds, 4 KB a unit, and half of that when it may be old', () => {
    const item = { pk: { S: 'x'.repeat(998) } }
    const answered = JSON.stringify({ Items: Array(10).fill(item) })

    expect(itemBytes(item)).toBe(1000)
    expect(listUnitsBeyondOne('{"ConsistentRead":true}', answered)).toBe(2)
    expect(listUnitsBeyondOne('{}', answered)).toBe(1)
    expect(listUnitsBeyondOne('{}', '{"Items":[]}')).toBe(0)
  })

  it('weighs every kind of value', () => {
    const item = { a: { M: { b: { L: [{ N: '-12.5' }, { BOOL: true }] } } }, c: { SS: ['x', 'yz'] } }

    // a: 1 + map 3 + (b: 1 + list 3 + (1 + 3) + (1 + 1)) + 1 for its entry; c: 1 + 3
    expect(itemBytes(item)).toBe(1 + 3 + (1 + 3 + 4 + 2) + 1 + 4)
  })

  it('is counted in the instance that asks, over a real socket', async () => {
    await using counts = await listenForDynamoCounts()
    const server = createServer((_request, response) => setTimeout(() => response.end(), 5)).listen(
      0,
      '127.0.0.1',
    )
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const ask = `require('node:http').request({ port: ${port}, method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.TransactWriteItems' } }, (answer) => { answer.resume(); setTimeout(() => {}, 600) }).end('{"TransactItems":[{},{},{},{}]}')`

    await promisify(execFile)(process.execPath, ['-e', ask], { env: { ...counts.env } })
    await waitUntil(() => counts.read().writes > 0, { what: 'the count', timeoutMs: 5000 })

    await waitUntil(() => (counts.read().waitedMs ?? 0) > 0, { what: 'the time', timeoutMs: 5000 })
    expect(counts.read()).toMatchObject({ name: 'DynamoDB', reads: 0, writes: 8 })
    expect(counts.readOthers()).toMatchObject({ reads: 0 })
    server.close()
  })
})

describe('usage of a process', () => {
  it('is read from the kernel, whatever the process is called', () => {
    expect(cpuSecondsFromStat('7 (a ) name) S 1 1 1 0 -1 1 1 1 1 1 250 50 0 0')).toBe(3)
    expect(cpuSecondsFromTime('1:02.50')).toBe(62.5)
  })

  it('has its busiest second as a share of one core', () => {
    const samples = [0, 0.1, 0.2, 1.0, 1.1].map((cpuSeconds, index) => ({
      ...{ atMs: index * 500, cpuSeconds, memoryKiB: 1 },
    }))

    expect(peakShare(samples)).toBe(0.9)
  })
})
