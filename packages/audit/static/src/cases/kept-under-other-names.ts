import type { Example } from '../rules/rule.ts'

/** Lists, maps and counters that have no plain variable of their own module. */
export const keptUnderOtherNames: readonly Example[] = [
  {
    name: 'a list that is only an export',
    files: {
      'store.js': `
exports.items = []`,
      'app.js': `
const store = require('./store')
const app = require('express')()
app.post('/', (req, res) => res.json(store.items.push(req.body)))`,
    },
    finds: [{ file: 'store.js', line: 2, category: 'module-state' }],
  },
  {
    name: 'a variable and an export in one',
    files: {
      'db.js': `
const pets = (exports.pets = [])
pets.push({ id: 0 })`,
      'pets.js': `
const db = require('./db')
exports.create = (req, res) => {
  const pet = { name: req.body.name }
  pet.id = db.pets.push(pet) - 1
  res.json(pet)
}`,
    },
    finds: [
      { file: 'db.js', line: 2, category: 'module-state' },
      { file: 'pets.js', line: 5, category: 'sequence' },
    ],
  },
  {
    name: 'a part of an exported object',
    files: {
      'store.js': `
module.exports = {
  name: 'store',
  items: [],
}`,
      'app.js': `
const store = require('./store')
const app = require('express')()
app.post('/', (req, res) => res.json(store.items.push(req.body)))`,
    },
    finds: [{ file: 'store.js', line: 4, category: 'module-state' }],
  },
  {
    name: 'an exported Map',
    files: {
      'carts.ts': `
export default new Map<string, string>()`,
      'app.ts': `
import express from 'express'
import carts from './carts.ts'
express().post('/', (req, res) => res.json(carts.set(req.ip, req.body).size))`,
    },
    finds: [{ file: 'carts.ts', line: 2, category: 'module-state' }],
  },
  {
    name: 'an object that hands out other things',
    files: {
      'redis.js': `
const client = require('redis').createClient()
const key = (id) => \`user:\${id}\`
module.exports = { client, key }`,
      'app.js': `
const redis = require('./redis')
require('express')().post('/', (req, res) => res.json(redis.client.set(redis.key(req.ip), 1)))`,
    },
    finds: [],
  },
  {
    name: 'a name of the whole process',
    files: {
      'app.js': `
const app = require('express')()
global.visits = {}
app.get('/', (req, res) => {
  visits[req.ip] = Date.now()
  res.end()
})`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'module-state' }],
  },
  {
    name: 'a setting of the app that requests change',
    files: {
      'app.js': `
const app = require('express')()
app.set('views', 'views')
app.set('count', 0)
app.get('/', (req, res) => {
  app.set('count', app.get('count') + 1)
  res.end()
})`,
    },
    finds: [{ file: 'app.js', line: 6, category: 'module-state' }],
  },
  {
    name: 'a Map kept as a setting',
    files: {
      'app.js': `
const app = require('express')()
app.set('clients', new Map())
app.get('/', (req, res) => {
  req.app.get('clients').set(req.ip, req.query.name)
  res.end()
})`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'realtime' }],
  },
  {
    name: 'a decoration of Fastify that holds lists',
    files: {
      'app.js': `
const fastify = require('fastify')()
fastify.decorate('db', { notes: [] })
fastify.post('/', async function (request) {
  return this.db.notes.push(request.body)
})
fastify.listen({ port: 3000 })`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'module-state' }],
  },
  {
    name: 'what a place of an object held before',
    files: {
      'app.js': `
const world = require('./world.json')
const app = require('express')()
const players = []
app.post('/', (req, res) => {
  const player = { mass: world.mass }
  player.mass += 1
  players.push(player)
  res.end()
})`,
    },
    finds: [{ file: 'app.js', line: 4, category: 'realtime' }],
  },
  {
    name: 'users of two apps in one folder, under the same name of the request',
    files: {
      'one/index.js': `
const app = require('express')()
const users = [{ name: 'a' }]
app.use((req, res, next) => {
  req.user = users[0]
  next()
})
app.get('/', (req, res) => res.json(req.user))
app.listen(3000)`,
      'two/index.js': `
const app = require('express')()
const people = [{ name: 'b' }]
app.use((req, res, next) => {
  req.user = people[0]
  next()
})
app.put('/', (req, res) => {
  req.user.name = req.body.name
  res.end()
})
app.listen(3001)`,
    },
    finds: [{ file: 'two/index.js', line: 3, category: 'module-state' }],
  },
  {
    name: 'sockets kept when they connect',
    files: {
      'server.js': `
const io = require('socket.io')(3000)
const sockets = {}
io.sockets.on('connect', (socket) => {
  sockets[socket.id] = socket
  socket.on('to', (id, text) => tell(id, sockets, text))
})
const tell = (id, all, text) => all[id].emit('said', text)`,
    },
    finds: [
      { file: 'server.js', line: 2, category: 'realtime' },
      { file: 'server.js', line: 3, category: 'realtime' },
    ],
  },
]
