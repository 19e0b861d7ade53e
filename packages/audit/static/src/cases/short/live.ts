import type { ShortCase } from './short-case.ts'

export const live: readonly ShortCase[] = [
  [
    'socket.io',
    ['realtime'],
    `const server = require('http').createServer(); const io = require('socket.io')(server)
io.on('connection', (s) => s.on('m', (m) => io.emit('m', m)))`,
  ],
  [
    'socket.io Server',
    ['realtime'],
    `import { Server } from 'socket.io'
const io = new Server(3000, { cors: {} })`,
  ],
  [
    'socket.io with redis',
    [],
    `import { Server } from 'socket.io'
import { createAdapter } from '@socket.io/redis-adapter'
const io = new Server(3000, { adapter: createAdapter(pub, sub) })`,
  ],
  ['socketio require listen', ['realtime'], `const io = require('socket.io').listen(3000)`],
  [
    'ws broadcast',
    ['realtime'],
    `const WebSocket = require('ws'); const wss = new WebSocket.Server({ port: 1 })
wss.on('connection', (ws) => ws.on('message', (d) => wss.clients.forEach((c) => c.send(d))))`,
  ],
  [
    'ws echo, which is fine',
    [],
    `const WebSocket = require('ws'); const wss = new WebSocket.Server({ port: 1 })
wss.on('connection', (ws) => ws.on('message', (d) => ws.send(d)))`,
  ],
  [
    'ws own Set',
    ['realtime'],
    `import { WebSocketServer } from 'ws'
const wss = new WebSocketServer({ port: 1 })
const clients = new Set()
wss.on('connection', (ws) => { clients.add(ws); ws.on('message', (m) => { for (const c of clients) c.send(m) }) })`,
  ],
  [
    'sockjs',
    ['realtime'],
    `const sockjs = require('sockjs'); const echo = sockjs.createServer()
const clients = {}
echo.on('connection', (conn) => { clients[conn.id] = conn; conn.on('data', (m) => { for (const id in clients) clients[id].write(m) }) })`,
  ],
  [
    'express-ws getWss',
    ['realtime'],
    `const app = require('express')(); const expressWs = require('express-ws')(app)
app.ws('/', (ws) => { ws.on('message', (m) => expressWs.getWss().clients.forEach((c) => c.send(m))) })`,
  ],
  [
    'fastify websocket clients',
    ['realtime'],
    `const f = require('fastify')(); f.register(require('@fastify/websocket'))
f.register(async (f) => { f.get('/', { websocket: true }, (s) => { s.on('message', (m) => { for (const c of f.websocketServer.clients) c.send(m) }) }) })`,
  ],
  [
    'uws',
    ['realtime'],
    `const uWS = require('uWebSockets.js')
uWS.App().ws('/*', { open: (ws) => ws.subscribe('b'), message: (ws, m) => ws.publish('b', m) }).listen(1, () => {})`,
  ],
  [
    'bun serve publish',
    ['realtime'],
    `const server = Bun.serve({ fetch(req, server) { server.upgrade(req) }, websocket: { open(ws) { ws.subscribe('chat') }, message(ws, m) { server.publish('chat', m) } } })`,
  ],
  [
    'elysia ws publish',
    ['realtime'],
    `import { Elysia } from 'elysia'
new Elysia().ws('/ws', { open(ws) { ws.subscribe('r') }, message(ws, m) { ws.publish('r', m) } }).listen(1)`,
  ],
  [
    'SSE list of responses',
    ['realtime'],
    `const app = require('express')(); let clients = []
app.get('/events', (req, res) => { clients.push(res); req.on('close', () => { clients = clients.filter((c) => c !== res) }) })
app.post('/', (req, res) => { clients.forEach((c) => c.write('x')); res.end() })`,
  ],
  [
    'SSE objects',
    ['realtime'],
    `const app = require('express')(); let clients = []
app.get('/events', (req, res) => { const id = Date.now(); clients.push({ id, response: res }) })`,
  ],
  [
    'graphql PubSub',
    ['realtime'],
    `import { PubSub } from 'graphql-subscriptions'
export const pubsub = new PubSub()`,
  ],
  [
    'graphql redis pubsub',
    [],
    `import { RedisPubSub } from 'graphql-redis-subscriptions'
export const pubsub = new RedisPubSub()`,
  ],
  [
    'yoga pubsub',
    ['realtime'],
    `import { createPubSub } from 'graphql-yoga'
export const pubsub = createPubSub()`,
  ],
  [
    'yoga pubsub redis',
    [],
    `import { createPubSub } from 'graphql-yoga'
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target'
export const pubsub = createPubSub({ eventTarget: createRedisEventTarget({ publishClient: a, subscribeClient: b }) })`,
  ],
  [
    'mercurius',
    ['realtime'],
    `const f = require('fastify')(); f.register(require('mercurius'), { schema: '', subscription: true })`,
  ],
  [
    'EventEmitter bus',
    ['realtime'],
    `import { EventEmitter } from 'events'
import express from 'express'
const bus = new EventEmitter(); const app = express()
app.get('/e', (req, res) => { bus.on('x', (d) => res.write(d)) })
app.post('/', (req, res) => { bus.emit('x', req.body); res.end() })`,
  ],
  [
    'nest gateway',
    ['realtime'],
    `import { WebSocketGateway, WebSocketServer, SubscribeMessage } from '@nestjs/websockets'
@WebSocketGateway()
export class G { @WebSocketServer() server; @SubscribeMessage('m') m(c, d) { this.server.emit('m', d) } }`,
  ],
  [
    'nest event stream Subject',
    ['realtime'],
    `import { Controller, Sse, Post } from '@nestjs/common'
import { Subject } from 'rxjs'
@Controller() export class C { private s = new Subject(); @Sse('e') e() { return this.s.asObservable() } @Post() p() { this.s.next({}) } }`,
  ],
  [
    'colyseus',
    ['realtime'],
    `import { Server } from 'colyseus'
const g = new Server({})`,
  ],
  [
    'peer',
    ['realtime'],
    `const { ExpressPeerServer } = require('peer'); const app = require('express')(); const server = app.listen(1)
app.use('/p', ExpressPeerServer(server, {}))`,
  ],
  ['peer PeerServer', ['realtime'], `const { PeerServer } = require('peer'); PeerServer({ port: 1 })`],
  [
    'feathers channels',
    ['realtime'],
    `import { feathers } from '@feathersjs/feathers'
import socketio from '@feathersjs/socketio'
const app = feathers(); app.configure(socketio())`,
  ],
  [
    'primus',
    ['realtime'],
    `const Primus = require('primus'); const server = require('http').createServer()
const primus = new Primus(server, {})`,
  ],
  [
    'websocket package',
    ['realtime'],
    `const WebSocketServer = require('websocket').server; const http = require('http').createServer()
const wsServer = new WebSocketServer({ httpServer: http })
wsServer.on('request', (r) => { const c = r.accept(null, r.origin); c.on('message', (m) => wsServer.broadcast(m.utf8Data)) })`,
  ],
  [
    'websocket package connections',
    ['realtime'],
    `const WebSocketServer = require('websocket').server; const http = require('http').createServer()
const wsServer = new WebSocketServer({ httpServer: http })
wsServer.on('request', (r) => { const c = r.accept(null, r.origin); c.on('message', (m) => wsServer.connections.forEach((x) => x.send(m))) })`,
  ],
  [
    'better-sse',
    ['realtime'],
    `import { createSession, createChannel } from 'better-sse'
const channel = createChannel()
export const h = async (req, res) => { channel.register(await createSession(req, res)) }`,
  ],
  [
    'express-sse',
    ['realtime'],
    `const SSE = require('express-sse'); const sse = new SSE()
require('express')().get('/s', sse.init)`,
  ],
  [
    'y-websocket',
    ['realtime'],
    `const { setupWSConnection } = require('y-websocket/bin/utils'); const wss = new (require('ws').Server)({ port: 1 })
wss.on('connection', (c, r) => setupWSConnection(c, r))`,
  ],
  [
    'hocuspocus',
    ['realtime'],
    `import { Server } from '@hocuspocus/server'
const s = Server.configure({ port: 1 })`,
  ],
  [
    'hocuspocus new',
    ['realtime'],
    `import { Hocuspocus } from '@hocuspocus/server'
const s = new Hocuspocus({ port: 1 })`,
  ],
  [
    'geckos.io',
    ['realtime'],
    `import geckos from '@geckos.io/server'
const io = geckos()`,
  ],
  ['sharedb', ['realtime'], `const ShareDB = require('sharedb'); const b = new ShareDB()`],
  [
    'deepstream',
    ['realtime'],
    `const { Deepstream } = require('@deepstream/server'); const s = new Deepstream(); s.start()`,
  ],
  ['faye', ['realtime'], `const faye = require('faye'); const b = new faye.NodeAdapter({ mount: '/f' })`],
  [
    'adonis transmit',
    ['realtime'],
    `import { defineConfig } from '@adonisjs/transmit'
export default defineConfig({ pingInterval: '30s', transport: null })`,
  ],
  [
    'sse-pubsub',
    ['realtime'],
    `const SSEChannel = require('sse-pubsub'); const channel = new SSEChannel()
require('express')().get('/s', (req, res) => channel.subscribe(req, res))`,
  ],
]
