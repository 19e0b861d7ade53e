import type { Example } from '../rules/rule.ts'

export const realtime: readonly Example[] = [
  {
    name: 'who is online, by socket, in a module beside an adapted server',
    files: {
      'server.js': `
const { Server } = require('socket.io')
const { createAdapter } = require('@socket.io/redis-adapter')
const online = require('./online')
const io = new Server(3000, { adapter: createAdapter() })
io.on('connection', (socket) => {
  online.add(socket.id, socket.handshake.query.name)
  socket.on('disconnect', () => online.remove(socket.id))
})`,
      'online.js': `
const online = []
module.exports = {
  add: (id, name) => online.push({ id, name }),
  remove(id) {
    const index = online.findIndex((user) => user.id === id)
    if (index !== -1) online.splice(index, 1)
  },
}`,
    },
    finds: [{ file: 'online.js', line: 2, category: 'realtime' }],
  },
  {
    name: 'variables of one connection',
    files: {
      'server.js': `
const { WebSocketServer } = require('ws')
new WebSocketServer({ port: 1 }).on('connection', (ws) => {
  let name
  const drafts = []
  ws.on('message', (text) => {
    name ??= String(text)
    drafts.push(text)
    ws.send(name)
  })
})`,
    },
    finds: [],
  },
  {
    name: 'rooms of sockets in a Map of Sets, filled through an alias',
    files: {
      'rooms.ts': `
import { WebSocketServer, type WebSocket } from 'ws'
const rooms = new Map<string, Set<WebSocket>>()
const wss = new WebSocketServer({ port: 1 })
wss.on('connection', (ws, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set()
  room.add(ws)
  rooms.set(name, room)
  ws.on('message', (text) => room.forEach((other) => other.send(text)))
})`,
    },
    finds: [{ file: 'rooms.ts', line: 3, category: 'realtime' }],
  },
  {
    name: 'listeners to server-sent events in a list',
    files: {
      'events.js': `
const app = require('express')()
let clients = []
app.get('/events', (req, res) => {
  clients.push(res)
  req.on('close', () => {
    clients = clients.filter((client) => client !== res)
  })
})
app.post('/say', (req, res) => {
  clients.forEach((client) => client.write(req.body.text))
  res.end()
})`,
    },
    finds: [{ file: 'events.js', line: 3, category: 'realtime' }],
  },
  {
    name: 'connections kept only to close them at the end',
    files: {
      'server.js': `
const server = require('http').createServer((req, res) => res.end())
const sockets = new Set()
server.on('connection', (socket) => {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
})
process.on('SIGTERM', () => {
  for (const socket of sockets) socket.destroy()
})
server.listen(3000)`,
    },
    finds: [],
  },
  {
    name: 'listeners of a channel that Redis carries',
    files: {
      'channels.js': `
const Redis = require('ioredis')
const subscriber = new Redis()
const listeners = new Map()
subscriber.on('message', (channel, text) => {
  for (const res of listeners.get(channel) ?? []) res.write(text)
})
require('express')().get('/events/:channel', (req, res) => {
  const own = listeners.get(req.params.channel) ?? new Set()
  own.add(res)
  listeners.set(req.params.channel, own)
  subscriber.subscribe(req.params.channel)
})`,
    },
    finds: [],
  },
  {
    name: 'a game on the server: players, and a loop that moves them',
    files: {
      'game.js': `
const io = require('socket.io')(3000)
const players = {}
io.on('connection', (socket) => {
  players[socket.id] = { x: 0 }
  socket.on('move', (x) => {
    players[socket.id].x = x
  })
  socket.on('disconnect', () => delete players[socket.id])
})
setInterval(() => io.emit('players', players), 50)`,
    },
    finds: [
      { file: 'game.js', line: 2, category: 'realtime' },
      { file: 'game.js', line: 3, category: 'realtime' },
    ],
  },
]
