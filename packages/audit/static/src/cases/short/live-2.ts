import type { ShortCase } from './short-case.ts'

export const live2: readonly ShortCase[] = [
  [
    'trpc observable ee',
    ['realtime'],
    `import { EventEmitter } from 'node:events'
import { initTRPC } from '@trpc/server'
import { observable } from '@trpc/server/observable'
const ee = new EventEmitter(); const t = initTRPC.create()
export const r = t.router({ onAdd: t.procedure.subscription(() => observable((emit) => { ee.on('add', (d) => emit.next(d)) })), add: t.procedure.mutation(() => { ee.emit('add', {}) }) })`,
  ],
  [
    'net sockets chat',
    ['realtime'],
    `const net = require('net'); const sockets = []
net.createServer((s) => { sockets.push(s); s.on('data', (d) => sockets.forEach((o) => o.write(d))) }).listen(1)`,
  ],
  [
    'hono streamSSE set',
    ['realtime'],
    `import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
const streams = new Set(); const app = new Hono()
app.get('/s', (c) => streamSSE(c, async (stream) => { streams.add(stream) }))
app.post('/', async (c) => { for (const s of streams) await s.writeSSE({ data: 'x' }); return c.text('') })`,
  ],
  [
    'a broadcast hung on the server of ws',
    ['realtime'],
    `const WebSocket = require('ws'); const wss = new WebSocket.Server({ port: 1 })
wss.on('connection', (ws) => ws.on('message', (m) => wss.broadcast(m)))
wss.broadcast = function (data) { this.clients.forEach((client) => client.send(data)) }`,
  ],
  [
    'an emitter that is all a module hands out',
    ['realtime'],
    {
      'order-events.js':
        "const { EventEmitter } = require('events')\nconst Order = require('mongoose').model('Order')\nconst events = new EventEmitter()\nOrder.schema.post('save', tell('save'))\nfunction tell(name) { return (doc) => { events.emit(name, doc) } }\nmodule.exports = events\n",
      'app.js':
        "const events = require('./order-events')\nrequire('express')().get('/live', (req, res) => { events.on('save', (doc) => res.write(doc.id)) })\n",
    },
  ],
]
