/**
 * Loaded into an instance with `--import`: counts the units of all requests to DynamoDB, by what they send, and how long
 * every AWS service was waited for, and tells the totals, four times a second, to the UDP port that DYNAMODB_COUNTS_PORT
 * names. DynamoDB tells its units to who asks for them in each request, which the shop does not; a proxy that counts
 * would add a hop to what is measured. How near the count is: `pnpm bench units`.
 */

import { createSocket } from 'node:dgram'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { isList, listUnitsBeyondOne, unitsOf } from './dynamodb-units.ts'

const port = Number(process.env.DYNAMODB_COUNTS_PORT)
const totals = { reads: 0, writes: 0, waitedMs: 0, othersCalls: 0, othersWaitedMs: 0 }

if (port > 0) {
  const socket = createSocket('udp4').unref()
  // Created, not started: then nothing was sent yet, and the body can be seen.
  subscribe('http.client.request.created', (message) =>
    watch((message as { request: ClientRequest }).request),
  )
  setInterval(
    () => socket.send(JSON.stringify({ pid: process.pid, ...totals }), port, '127.0.0.1', () => {}),
    250,
  ).unref()
}

function watch(request: ClientRequest) {
  const chunks: Buffer[] = []
  const { write, end } = request
  request.write = ((...args: Parameters<typeof write>) => {
    keep(chunks, args[0])
    return Reflect.apply(write, request, args)
  }) as typeof write
  request.end = ((...args: Parameters<typeof end>) => {
    keep(chunks, args[0])
    count(request, chunks)
    return Reflect.apply(end, request, args)
  }) as typeof end
}

function keep(chunks: Buffer[], chunk: unknown) {
  if (typeof chunk === 'string') chunks.push(Buffer.from(chunk))
  if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
}

function count(request: ClientRequest, chunks: readonly Buffer[]) {
  time(request)
  const operation = /^DynamoDB_\d+\.(\w+)$/.exec(String(request.getHeader('x-amz-target')))?.[1]
  if (!operation) return
  const sent = Buffer.concat(chunks).toString()
  if (isList(operation)) weigh(request, sent)
  const { reads, writes } = unitsOf(operation, sent)
  totals.reads += reads
  totals.writes += writes
}

/** Until the last byte of the answer. Every request to AWS is signed, and nothing else of the shop's is. */
function time(request: ClientRequest) {
  if (!String(request.getHeader('authorization')).startsWith('AWS4-') && !request.getHeader('x-amz-target'))
    return
  const isDynamo = String(request.getHeader('x-amz-target')).startsWith('DynamoDB_')
  const begun = performance.now()
  request.once('close', () => {
    const took = performance.now() - begun
    if (isDynamo) totals.waitedMs += took
    else {
      totals.othersCalls += 1
      totals.othersWaitedMs += took
    }
  })
}

/** Looks at the answer as it comes in: a listener of ours would set it flowing before the shop reads it. */
function weigh(request: ClientRequest, sent: string) {
  request.once('response', (response) => {
    const parts: Buffer[] = []
    const { push } = response
    response.push = (chunk: Buffer | null, ...more: []) => {
      if (chunk) parts.push(Buffer.from(chunk))
      else totals.reads += listUnitsBeyondOne(sent, Buffer.concat(parts).toString())
      return Reflect.apply(push, response, [chunk, ...more])
    }
  })
}
