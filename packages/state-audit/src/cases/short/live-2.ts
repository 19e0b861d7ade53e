import type { ShortCase } from './short-case.ts'

export const live2: readonly ShortCase[] = [
  [
    'a broadcast hung on the server of ws',
    ['realtime'],
    `const WebSocket = require('ws'); const wss = new WebSocket.Server({ port: 1 })
wss.on('connection', (ws) => ws.on('message', (m) => wss.broadcast(m)))
wss.broadcast = function (data) { this.clients.forEach((client) => client.send(data)) }`,
  ],
]
