import type { Category, Severity } from '../finding.ts'
import { guardOf } from '../model/environment.ts'
import { isNews } from '../reach/news.ts'
import type { Cell } from '../state/cell.ts'
import type { Rule } from './rule.ts'

export const keptState: Rule = {
  id: 'kept-state',
  title: 'State kept in the memory of the process',
  *find({ program, cells }) {
    for (const cell of cells) {
      const { node, category, mutations, made = [] } = cell
      const severity: Severity = category === 'cache' ? 'degrades' : 'breaks'
      yield {
        node,
        category,
        severity,
        message: messageOf(cell),
        conditional: guardOf(program, node),
        writes: mutations.map((mutation) => mutation.node),
        isNews: isNews(program, cell),
        evidence: [...made, ...mutations.map((mutation) => mutation.node)],
      }
    }
  },
  examples: [
    {
      name: 'a list changed by a route',
      files: {
        'app.js':
          "const app = require('express')()\nconst posts = []\napp.post('/', (req, res) => {\n  posts.push(req.body)\n  res.end()\n})\n",
      },
      finds: [{ file: 'app.js', line: 2, category: 'module-state' }],
    },
    {
      name: 'a list filled at boot',
      files: {
        'app.js':
          "const app = require('express')()\nconst countries = []\nfor (const c of require('countries')) countries.push(c.name)\n;['a', 'b'].forEach((name) => countries.push(name))\napp.get('/', (req, res) => res.json(countries))\n",
      },
      finds: [],
    },
    {
      name: 'state changed through an export of another module',
      files: {
        'store.js': 'const carts = {}\nconst unused = []\nmodule.exports = { carts, unused }\n',
        'app.js':
          "const app = require('express')()\nconst { carts } = require('./store')\napp.post('/cart', (req, res) => {\n  carts[req.ip] = req.body\n  res.end()\n})\n",
      },
      finds: [{ file: 'store.js', line: 1, category: 'module-state' }],
    },
    {
      name: 'an alias in a callback',
      files: {
        'app.ts':
          "import express from 'express'\nconst todos = [{ id: 1, done: false }]\nconst app = express()\napp.put('/:id', (req, res) => {\n  const todo = todos.find((t) => t.id === Number(req.params.id))\n  if (todo) todo.done = true\n  res.end()\n})\n",
      },
      finds: [{ file: 'app.ts', line: 2, category: 'module-state' }],
    },
    {
      name: 'an object whose methods change this',
      files: {
        'cart.js':
          'const cart = {\n  items: [],\n  add(item) {\n    this.items.push(item)\n  },\n}\nmodule.exports = cart\n',
        'app.js':
          "const cart = require('./cart')\nrequire('express')().post('/', (req, res) => res.json(cart.add(req.body)))\n",
      },
      finds: [{ file: 'cart.js', line: 2, category: 'module-state' }],
    },
    {
      name: 'state hung on the app',
      files: {
        'app.js':
          "const app = require('express')()\napp.locals.settings = {}\napp.post('/settings', (req, res) => {\n  req.app.locals.settings = req.body\n  res.end()\n})\n",
      },
      finds: [{ file: 'app.js', line: 4, category: 'module-state' }],
    },
    {
      name: 'a service of Nest that holds a Map',
      files: {
        'rooms.service.ts':
          "import { Injectable } from '@nestjs/common'\n@Injectable()\nexport class CatsService {\n  private readonly cats = new Map<string, string>()\n  add(name: string) {\n    this.cats.set(name, name)\n  }\n}\n",
      },
      finds: [{ file: 'rooms.service.ts', line: 4, category: 'module-state' }],
    },
    {
      name: 'a factory whose functions share a Map',
      files: {
        'store.ts':
          'export function createStore() {\n  const carts = new Map()\n  return { save }\n  function save(id: string, cart: unknown) {\n    carts.set(id, cart)\n  }\n}\n',
      },
      finds: [{ file: 'store.ts', line: 2, category: 'module-state' }],
    },
    {
      name: 'a Map of one request',
      files: {
        'app.js':
          "const app = require('express')()\napp.get('/', (req, res) => {\n  const seen = new Map()\n  req.query.ids.forEach((id) => seen.set(id, true))\n  res.json([...seen.keys()])\n})\n",
      },
      finds: [],
    },
    {
      name: 'a lazy handle',
      files: {
        'db.js':
          "const { MongoClient } = require('mongodb')\nlet client\nmodule.exports.getDb = async () => {\n  if (!client) client = await MongoClient.connect(process.env.MONGO_URL)\n  return client.db()\n}\n",
      },
      finds: [],
    },
    {
      name: 'a Redis client whose set looks like that of a Map',
      files: {
        'cache.js':
          "const { createClient } = require('redis')\nconst cache = createClient()\nmodule.exports.put = (key, value) => cache.set(key, value)\n",
      },
      finds: [],
    },
    {
      name: 'a memo of what never changes',
      files: {
        'render.js':
          "const fs = require('fs')\nconst ejs = require('ejs')\nconst templates = {}\nmodule.exports.render = (name, data) => {\n  if (!templates[name]) templates[name] = ejs.compile(fs.readFileSync(name, 'utf8'))\n  return templates[name](data)\n}\n",
      },
      finds: [],
    },
  ],
}

const texts: Partial<Record<Category, string>> = {
  cache:
    'is a cache in this process: another instance keeps serving the old value, and every restart starts cold.',
  'rate-limit': 'counts in this process: n instances allow n times as much, and a restart forgets.',
  'session-store':
    'holds sessions in this process: another instance does not know them, and a restart ends them.',
  'auth-state':
    'holds who may do what in this process: another instance answers differently, and a restart forgets.',
  realtime: 'knows only who is connected to this instance: the others are not reached.',
  sequence:
    'gives out numbers in this process: two instances give out the same one, and a restart begins again.',
}

function messageOf({ name, category, mutations }: Cell): string {
  const text =
    texts[category] ??
    'is kept in this process: another instance does not see it, and it is gone after a restart.'
  const grows =
    mutations.some(({ kind }) => kind === 'add') &&
    !mutations.some(({ kind }) => kind === 'remove' || kind === 'replace')
  return `\`${name}\` ${text}${grows ? ' Nothing is taken out again, so the memory grows.' : ''}`
}
