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
]
