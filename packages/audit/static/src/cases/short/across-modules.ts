import type { ShortCase } from './short-case.ts'

/** State that is handed from one CommonJS module to another. */
export const acrossModules: readonly ShortCase[] = [
  [
    'given to a module that is a function',
    ['module-state'],
    {
      'routes.js':
        "module.exports = (db) => {\n  const router = require('express').Router()\n  router.post('/', (req, res) => { db.carts.push(req.body); res.end() })\n  return router\n}\n",
      'app.js':
        "const app = require('express')()\nconst db = { carts: [] }\napp.use('/carts', require('./routes')(db))\n",
    },
  ],
  [
    'given to a module that only reads it',
    [],
    {
      'routes.js':
        "module.exports = (db) => {\n  const router = require('express').Router()\n  router.get('/', (req, res) => res.json(db.carts))\n  return router\n}\n",
      'app.js':
        "const app = require('express')()\nconst db = { carts: [] }\napp.use('/carts', require('./routes')(db))\n",
    },
  ],
  [
    'an export that is changed through this',
    ['module-state'],
    {
      'carts.js':
        'module.exports.carts = []\nmodule.exports.add = function (cart) { this.carts.push(cart) }\n',
      'app.js':
        "const carts = require('./carts')\nrequire('express')().post('/', (req, res) => { carts.add(req.body); res.end() })\n",
    },
  ],
  [
    'the raw replies of Fastify',
    ['realtime'],
    `const app = require('fastify')(); const open = new Set()
app.get('/live', (req, reply) => { open.add(reply.raw) })
app.post('/', async () => { for (const one of open) one.write('x') })`,
  ],
  [
    'given to a class that keeps it',
    ['module-state'],
    `const app = require('express')()
class Carts { constructor(store) { this.store = store } add = (req, res) => { this.store.items.push(req.body); res.end() } }
const store = { items: [] }
app.post('/', new Carts(store).add)`,
  ],
  [
    'given to a class that keeps it as a parameter',
    ['module-state'],
    `import express from 'express'
class Carts { constructor(private store: Map<string, string>) {} add(id: string) { this.store.set(id, id) } }
const store = new Map<string, string>(); const carts = new Carts(store)
express().post('/', (req, res) => { carts.add(req.body.id); res.end() })`,
  ],
  [
    'a function used as a class, handed out as it is',
    ['module-state'],
    {
      'store.js':
        'module.exports = function Store() { this.items = []; this.add = (item) => this.items.push(item) }\n',
      'app.js':
        "const Store = require('./store')\nconst store = new Store()\nrequire('express')().post('/', (req, res) => { store.add(req.body); res.end() })\n",
    },
  ],
  [
    'the same, made anew by every request',
    [],
    {
      'cart.js':
        'module.exports = function Cart(old) { this.items = old.items; this.add = (item) => { this.items[item.id] = item } }\n',
      'app.js':
        "const Cart = require('./cart')\nrequire('express')().post('/', (req, res) => { const cart = new Cart(req.session.cart); cart.add(req.body); req.session.cart = cart; res.end() })\n",
    },
  ],
  [
    'connections under any name, kept to close them',
    [],
    `const app = require('express')(); const server = app.listen(1); const open = new Set()
server.on('connection', (s) => { open.add(s); s.on('close', () => open.delete(s)) })
process.on('SIGTERM', () => { for (const s of open) s.destroy() })`,
  ],
]
