import type { Example } from '../rules/rule.ts'

export const express: readonly Example[] = [
  {
    name: 'a list that a delete replaces',
    files: {
      'routes/todos.js': `
const router = require('express').Router()
let todos = [{ id: 1 }]
router.delete('/:id', (req, res) => {
  todos = todos.filter((todo) => todo.id !== Number(req.params.id))
  res.end()
})
module.exports = router`,
    },
    finds: [{ file: 'routes/todos.js', line: 3, category: 'module-state' }],
  },
  {
    name: 'a model with functions over a private list, called by a controller in another file',
    files: {
      'models/product.js': `
const products = []
exports.add = (product) => {
  product.id = products.length + 1
  products.push(product)
}
exports.all = () => products`,
      'controllers/products.js': `
const Product = require('../models/product')
exports.create = (req, res) => res.json(Product.add(req.body))`,
    },
    finds: [
      { file: 'models/product.js', line: 2, category: 'module-state' },
      { file: 'models/product.js', line: 4, category: 'sequence' },
    ],
  },
  {
    name: 'users with hashes of passwords, and tokens to refresh',
    files: {
      'auth.js': `
const app = require('express')()
const users = []
let refreshTokens = []
app.post('/users', async (req, res) => {
  const hashedPassword = await require('bcrypt').hash(req.body.password, 10)
  users.push({ name: req.body.name, password: hashedPassword })
  res.end()
})
app.post('/token', (req, res) => {
  refreshTokens.push(req.body.token)
  res.end()
})
app.delete('/token', (req, res) => {
  refreshTokens = refreshTokens.filter((token) => token !== req.body.token)
  res.end()
})`,
    },
    finds: [
      { file: 'auth.js', line: 3, category: 'auth-state' },
      { file: 'auth.js', line: 4, category: 'auth-state' },
    ],
  },
  {
    name: 'a limiter of its own, made by a function that returns middleware',
    files: {
      'limiter.js': `
module.exports = function limiter(max) {
  const hits = new Map()
  return (req, res, next) => {
    const count = (hits.get(req.ip) || 0) + 1
    hits.set(req.ip, count)
    if (count > max) return res.status(429).end()
    next()
  }
}`,
      'app.js': `
const app = require('express')()
app.use(require('./limiter')(10))`,
    },
    finds: [{ file: 'limiter.js', line: 3, category: 'rate-limit' }],
  },
  {
    name: 'a class with one instance, made when it is first asked for',
    files: {
      'registry.js': `
class Registry {
  constructor() {
    this.rooms = {}
  }
  join(room, user) {
    this.rooms[room] = [...(this.rooms[room] || []), user]
  }
  static getInstance() {
    if (!Registry.instance) Registry.instance = new Registry()
    return Registry.instance
  }
}
module.exports = Registry`,
      'app.js': `
const Registry = require('./registry')
require('express')().post('/join', (req, res) => res.json(Registry.getInstance().join(req.body.room, req.ip)))`,
    },
    finds: [{ file: 'registry.js', line: 4, category: 'realtime' }],
  },
  {
    name: 'a class of which every request makes one',
    files: {
      'basket.js': `
module.exports = class Basket {
  constructor() {
    this.items = []
  }
  add(item) {
    this.items.push(item)
  }
}`,
      'app.js': `
const Basket = require('./basket')
require('express')().post('/', (req, res) => {
  const basket = new Basket()
  for (const item of req.body) basket.add(item)
  res.json(basket)
})`,
    },
    finds: [],
  },
  {
    name: 'routes handed to a function, with a counter that lives beside them',
    files: {
      'routes.js': `
module.exports = (app, passport) => {
  let visits = 0
  app.get('/', passport.authenticate('local'), (req, res) => {
    visits += 1
    res.send(String(visits))
  })
}`,
      'app.js': `
const app = require('express')()
require('./routes')(app, require('passport'))`,
    },
    finds: [{ file: 'routes.js', line: 3, category: 'module-state' }],
  },
  {
    name: 'handles, flags of the life of the process, and settings read at boot',
    files: {
      'server.js': `
const mongoose = require('mongoose')
const app = require('express')()
let server
let isShuttingDown = false
const settings = {}
const names = []
mongoose.connect(process.env.MONGO_URL).then(async () => {
  Object.assign(settings, await require('./load')())
  names.push(settings.name)
  server = app.listen(3000)
})
process.on('SIGTERM', () => {
  isShuttingDown = true
  server.close()
})
app.get('/health', (req, res) => res.status(isShuttingDown ? 503 : 200).end())`,
      'load.js': 'module.exports = async () => ({ name: 1 })',
    },
    finds: [],
  },
  {
    name: 'a data module that is used only where no database is configured',
    files: {
      'store/index.js': `
if (process.env.DATABASE_URL) module.exports = require('./postgres')
else module.exports = require('./memory')`,
      'store/memory.js': `
const items = {}
exports.put = (id, item) => {
  items[id] = item
}`,
      'store/postgres.js': "exports.put = (id, item) => require('pg').query('insert', [id, item])",
      'app.js': `
const store = require('./store')
require('express')().put('/:id', (req, res) => res.json(store.put(req.params.id, req.body)))`,
    },
    finds: [{ file: 'store/memory.js', line: 2, category: 'module-state', conditional: 'DATABASE_URL' }],
  },
  {
    name: 'models that a middleware hangs on every request',
    files: {
      'models.js': `
let users = { 1: { id: '1' } }
let messages = { 1: { id: '1' } }
export default { users, messages }`,
      'app.js': `
import express from 'express'
import models from './models.js'
import routes from './routes.js'
const app = express()
app.use((req, res, next) => {
  req.context = { models, me: models.users[1] }
  next()
})
app.use('/messages', routes)
app.listen(3000)`,
      'routes.js': `
import { Router } from 'express'
const router = Router()
router.post('/', (req, res) => {
  req.context.models.messages[req.body.id] = req.body
  res.end()
})
export default router`,
    },
    finds: [{ file: 'models.js', line: 3, category: 'module-state' }],
  },
]
