import type { Example } from './rule.ts'

export const realtimeExamples: readonly Example[] = [
  {
    name: 'socket.io with an adapter only where Redis is there',
    files: {
      'index.js':
        "const { Server } = require('socket.io')\nconst { createAdapter } = require('@socket.io/redis-adapter')\nconst io = new Server(3000)\nif (process.env.REDIS_URL) io.adapter(createAdapter())\nio.on('connection', (socket) => socket.on('say', (text) => io.emit('said', text)))\n",
    },
    finds: [{ file: 'index.js', line: 3, category: 'realtime', conditional: 'REDIS_URL' }],
  },
  {
    name: 'an emitter of its own class, read by async iteration',
    files: {
      'post.ts':
        "import EventEmitter, { on } from 'node:events'\nclass Bus extends EventEmitter {\n  iterate(name: string) {\n    return on(this, name)\n  }\n}\nconst bus = new Bus()\nimport express from 'express'\nconst app = express()\napp.post('/', (req, res) => res.json(bus.emit('add', req.body)))\napp.get('/', async (req, res) => {\n  for await (const [post] of bus.iterate('add')) res.write(post)\n})\n",
    },
    finds: [{ file: 'post.ts', line: 7, category: 'realtime' }],
  },
  {
    name: 'a socket server that only counts and pings',
    files: {
      'ws.js':
        "const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 1 })\nwss.on('connection', (ws) => {\n  console.log(wss.clients.size)\n  ws.send('hello')\n})\n",
    },
    finds: [],
  },
  {
    name: 'socket.io without an adapter',
    files: {
      'index.ts':
        "import { Server } from 'socket.io'\nconst io = new Server(3000)\nio.on('connection', (socket) => {\n  socket.on('say', (text) => io.emit('said', text))\n})\n",
    },
    finds: [{ file: 'index.ts', line: 2, category: 'realtime' }],
  },
  {
    name: 'socket.io with the Redis adapter',
    files: {
      'index.js':
        "const io = require('socket.io')(3000)\nconst { createAdapter } = require('@socket.io/redis-adapter')\nio.adapter(createAdapter())\nio.on('connection', (socket) => socket.on('say', (text) => io.emit('said', text)))\n",
    },
    finds: [],
  },
  {
    name: 'ws, sent to everybody',
    files: {
      'index.js':
        "const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 1 })\nwss.on('connection', (ws) => {\n  ws.on('message', (text) => wss.clients.forEach((client) => client.send(text)))\n})\n",
    },
    finds: [{ file: 'index.js', line: 2, category: 'realtime' }],
  },
  {
    name: 'ws that answers the one who asked',
    files: {
      'index.js':
        "const WebSocket = require('ws')\nconst wss = new WebSocket.Server({ port: 1 })\nwss.on('connection', (ws) => {\n  ws.on('message', (text) => ws.send(text))\n})\n",
    },
    finds: [],
  },
  {
    name: 'PubSub of graphql-subscriptions',
    files: {
      'resolver.ts': "import { PubSub } from 'graphql-subscriptions'\nexport const pubSub = new PubSub()\n",
    },
    finds: [{ file: 'resolver.ts', line: 2, category: 'realtime' }],
  },
  {
    name: 'server-sent events by an EventEmitter',
    files: {
      'events.js':
        "const { EventEmitter } = require('events')\nconst bus = new EventEmitter()\nconst app = require('express')()\napp.post('/say', (req, res) => {\n  bus.emit('said', req.body)\n  res.end()\n})\napp.get('/events', (req, res) => {\n  bus.on('said', (text) => res.write(text))\n})\n",
    },
    finds: [{ file: 'events.js', line: 2, category: 'realtime' }],
  },
]
