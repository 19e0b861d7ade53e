/**
 * Loaded into an instance with `--import`: counts the requests to DynamoDB by operation and sends the totals, four
 * times a second, to the UDP port that DYNAMODB_COUNTS_PORT names. Neither DynamoDB nor its emulator tells them, and a
 * proxy that counts would add a hop to what is measured.
 */

import { createSocket } from 'node:dgram'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'

const port = Number(process.env.DYNAMODB_COUNTS_PORT)
const counts: Record<string, number> = {}

if (port > 0) {
  const socket = createSocket('udp4').unref()
  subscribe('http.client.request.start', (message) => count((message as { request: ClientRequest }).request))
  setInterval(
    () => socket.send(JSON.stringify({ pid: process.pid, counts }), port, '127.0.0.1', () => {}),
    250,
  ).unref()
}

function count(request: ClientRequest) {
  const operation = /^DynamoDB_\d+\.(\w+)$/.exec(String(request.getHeader('x-amz-target')))?.[1]
  if (operation) counts[operation] = (counts[operation] ?? 0) + 1
}
