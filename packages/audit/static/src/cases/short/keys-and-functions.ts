import type { ShortCase } from './short-case.ts'

/** Lists and counters under a symbol, on a function, in a namespace: no plain name of a module. */
export const keysAndFunctions: readonly ShortCase[] = [
  [
    'a namespace',
    ['module-state'],
    `import express from 'express'; const app = express()
namespace Store { export const carts: Record<string, any> = {}; export function add(id: string, x: any) { carts[id] = x } }
app.post('/', (req, res) => { Store.add(req.ip, req.body); res.end() })`,
  ],
  [
    'a namespace of types, and one of somebody else',
    [],
    `import express from 'express'; const app = express()
namespace Shapes { export interface Cart { items: string[] } }
declare namespace Express { let carts: string[] }
declare module 'x' { export const rooms: string[] }
app.post('/', (req, res) => res.end())`,
  ],
  [
    'a counter on the handler itself',
    ['module-state'],
    `const app = require('express')()
function handler(req, res) { handler.count++; res.json(handler.count) }
handler.count = 0
app.get('/', handler)`,
  ],
  [
    'a cache on a function',
    ['cache'],
    `const app = require('express')()
async function user(id) { if (!user.cache[id]) user.cache[id] = await fetch('http://u/' + id); return user.cache[id] }
user.cache = {}
app.get('/', async (req, res) => res.json(await user(req.query.id)))`,
  ],
  [
    'what is told of a function once',
    [],
    `const app = require('express')()
function handler(req, res) { res.json(handler.title) }
handler.title = 'carts'
app.get('/', handler)`,
  ],
  [
    'a symbol on the app',
    ['module-state'],
    `const app = require('express')(); const kVisits = Symbol('visits')
app[kVisits] = 0
app.get('/', (req, res) => { app[kVisits]++; res.end() })`,
  ],
  [
    'a symbol of the whole process',
    ['module-state'],
    `const app = require('express')()
globalThis[Symbol.for('carts')] ??= new Map()
app.post('/', (req, res) => { globalThis[Symbol.for('carts')].set(req.body.id, req.body); res.end() })`,
  ],
  [
    'a symbol in a class',
    ['module-state'],
    `const app = require('express')(); const kCarts = Symbol('carts')
class Hub { [kCarts] = new Map(); join(id, u) { this[kCarts].set(id, u) } }
const hub = new Hub()
app.post('/', (req, res) => { hub.join(req.body.id, req.body); res.end() })`,
  ],
  [
    'an array of numbers',
    ['module-state'],
    `const app = require('express')(); const counts = new Uint32Array(10)
app.get('/:i', (req, res) => { counts[req.params.i]++; res.end() })`,
  ],
  [
    'a command of a bot',
    ['module-state'],
    `const { Telegraf } = require('telegraf'); const bot = new Telegraf(process.env.TOKEN)
const carts = {}
bot.command('add', (ctx) => { carts[ctx.chat.id] = 1 })`,
  ],
  [
    'a list set up in a static block',
    ['module-state'],
    `const app = require('express')()
class Carts { static items; static { Carts.items = [] } static add(x) { Carts.items.push(x) } }
app.post('/', (req, res) => { Carts.add(req.body); res.end() })`,
  ],
  [
    'a method that remembers what others answered',
    ['cache'],
    `import express from 'express'; import { Memoize } from 'typescript-memoize'
class Rates { @Memoize() async get(id) { return fetch('http://rates/' + id) } }
const rates = new Rates()
express().get('/', async (req, res) => res.json(await rates.get(req.query.id)))`,
  ],
  [
    'a method that remembers what it worked out',
    [],
    `import express from 'express'; import { Memoize } from 'typescript-memoize'
class Slugs { @Memoize() of(title) { return title.toLowerCase() } }
const slugs = new Slugs()
express().get('/', (req, res) => res.json(slugs.of(req.query.title)))`,
  ],
  [
    'a search index that requests fill',
    ['cache'],
    `import express from 'express'; import { create, insert } from '@orama/orama'
const app = express(); const index = create({ schema: { title: 'string' } })
app.post('/', async (req, res) => { await insert(index, req.body); res.end() })`,
  ],
  [
    'a search index of what never changes',
    [],
    `import express from 'express'; import { create, insert, search } from '@orama/orama'
const index = create({ schema: { title: 'string' } })
for (const doc of require('./docs.json')) insert(index, doc)
express().get('/', async (req, res) => res.json(await search(index, { term: req.query.q })))`,
  ],
  [
    'a reactive object of a server',
    ['module-state'],
    `import express from 'express'; import { reactive } from 'vue'
const votes = reactive({ counts: {} })
express().post('/', (req, res) => { votes.counts[req.body.id] = 1; res.end() })`,
  ],
]
