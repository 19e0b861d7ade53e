import type { ShortCase } from './short-case.ts'

export const listsAndCounters2: readonly ShortCase[] = [
  [
    'adonis controller',
    ['module-state'],
    `import type { HttpContext } from '@adonisjs/core/http'
const posts = []
export default class PostsController { async store({ request }: HttpContext) { posts.push(request.all()); return posts } }`,
  ],
  [
    'feathers memory',
    ['module-state'],
    `const { memory } = require('feathers-memory') ; const memoryDefault = require('feathers-memory'); const feathers = require('@feathersjs/feathers'); const app = feathers()
app.use('messages', memoryDefault())`,
  ],
  [
    'feathers memory 5',
    ['module-state'],
    `import { MemoryService } from '@feathersjs/memory'
import { feathers } from '@feathersjs/feathers'
const app = feathers()
app.use('messages', new MemoryService({}))`,
  ],
  [
    'feathers class service',
    ['module-state'],
    `const feathers = require('@feathersjs/feathers'); const express = require('@feathersjs/express')
class MessageService { constructor() { this.messages = [] } async find() { return this.messages } async create(data) { const m = { id: 1, text: data.text }; this.messages.push(m); return m } }
const app = express(feathers()); app.use('/messages', new MessageService()); app.listen(1)`,
  ],
  [
    'remix module',
    ['module-state'],
    {
      'app/data.server.ts': `const contacts: Record<string, any> = {}
export async function createContact(v) { contacts[v.id] = v; return v }`,
      'app/routes/index.tsx': `import { createContact } from '../data.server'
export async function action({ request }) { return createContact(await request.formData()) }`,
    },
  ],
  [
    'sveltekit',
    ['module-state'],
    {
      'src/lib/server/database.js': `const db = new Map()
export function createTodo(userid, description) { const todos = db.get(userid); todos.push({ id: crypto.randomUUID(), description }) }
export function getTodos(userid) { if (!db.get(userid)) { db.set(userid, [{ id: crypto.randomUUID() }]) } return db.get(userid) }`,
      'src/routes/+page.server.js': `import * as db from '$lib/server/database.js'
export const actions = { create: async ({ cookies, request }) => { const d = await request.formData(); db.createTodo(cookies.get('userid'), d.get('description')) } }`,
    },
  ],
  [
    'astro api',
    ['module-state'],
    {
      'src/pages/api/todos.ts': `const todos = []
export const POST = async ({ request }) => { todos.push(await request.json()); return new Response(JSON.stringify(todos)) }`,
    },
  ],
  [
    'next server action',
    ['module-state'],
    {
      'app/actions.ts': `'use server'
const todos: string[] = []
export async function addTodo(formData: FormData) { todos.push(formData.get('t') as string) }`,
    },
  ],
  [
    'next pages api',
    ['module-state'],
    {
      'pages/api/x.ts': `const users = [{ id: 1 }]
export default function handler(req, res) { if (req.method === 'POST') { users.push(req.body) } res.json(users) }`,
    },
  ],
  [
    'export let',
    ['module-state'],
    {
      's.ts': `export let count = 0
export function inc() { count++ }`,
      'app.ts': `import express from 'express'
import { inc, count } from './s'
express().get('/', (req, res) => { inc(); res.json(count) })`,
    },
  ],
  [
    'helper takes array',
    ['module-state'],
    {
      'u.js': `exports.addUser = (users, u) => { users.push(u) }`,
      'app.js': `const { addUser } = require('./u'); const users = []; require('express')().post('/', (req, res) => { addUser(users, req.body); res.end() })`,
    },
  ],
  [
    'Object.assign',
    ['module-state'],
    `const profile = { name: 'x' }; require('express')().put('/', (req, res) => { Object.assign(profile, req.body); res.json(profile) })`,
  ],
  [
    'spread reassign obj',
    ['module-state'],
    `let settings2 = { name: 'x' }; require('express')().put('/', (req, res) => { settings2 = { ...settings2, ...req.body }; res.json(settings2) })`,
  ],
  [
    'splice',
    ['module-state'],
    `const items = [{ id: 1 }]; require('express')().delete('/:id', (req, res) => { items.splice(items.findIndex((i) => i.id == req.params.id), 1); res.end() })`,
  ],
  [
    'delete op',
    ['module-state'],
    `const items = { a: 1 }; require('express')().delete('/:id', (req, res) => { delete items[req.params.id]; res.end() })`,
  ],
  [
    'arr[arr.length]',
    ['module-state'],
    `const items = []; require('express')().post('/', (req, res) => { items[items.length] = req.body; res.end() })`,
  ],
  [
    'find then assign field',
    ['module-state'],
    `const items = [{ id: 1, name: 'x' }]; require('express')().put('/:id', (req, res) => { const i = items.find((x) => x.id == req.params.id); i.name = req.body.name; res.json(i) })`,
  ],
  [
    'findIndex then replace',
    ['module-state'],
    `const items = [{ id: 1, name: 'x' }]; require('express')().put('/:id', (req, res) => { const i = items.findIndex((x) => x.id == req.params.id); items[i] = { ...items[i], ...req.body }; res.json(items[i]) })`,
  ],
  [
    'map reassign',
    ['module-state'],
    `let items = [{ id: 1, name: 'x' }]; require('express')().put('/:id', (req, res) => { items = items.map((x) => x.id == req.params.id ? { ...x, ...req.body } : x); res.json(items) })`,
  ],
  [
    'lodash remove',
    ['module-state'],
    `const _ = require('lodash'); const items = [{ id: 1 }]; require('express')().delete('/:id', (req, res) => { _.remove(items, { id: req.params.id }); res.end() })`,
  ],
  [
    'lodash set destructured',
    ['module-state'],
    `import { set } from 'lodash'
import express from 'express'
const conf = { a: {} }; express().post('/', (req, res) => { set(conf, req.body.path, req.body.v); res.json(conf) })`,
  ],
  [
    'lodash named module',
    ['module-state'],
    `const remove = require('lodash/remove'); const items = [{ id: 1 }]; require('express')().delete('/:id', (req, res) => { remove(items, { id: req.params.id }); res.end() })`,
  ],
  [
    'setter fn',
    ['module-state'],
    {
      's.js': `let items = []
exports.set = (n) => { items = n }; exports.get = () => items`,
      'app.js': `const s = require('./s'); require('express')().post('/', (req, res) => { s.set([...s.get(), req.body]); res.end() })`,
    },
  ],
  [
    'an object with a setter',
    ['module-state'],
    `const data = { employees: require('./employees.json'), setEmployees: function (d) { this.employees = d } }
const create = (req, res) => { data.setEmployees([...data.employees, req.body]); res.json(data.employees) }
require('express')().post('/', create)`,
  ],
  [
    'immer',
    ['module-state'],
    `import { produce } from 'immer'
import express from 'express'
let state = { items: [] }; express().post('/', (req, res) => { state = produce(state, (d) => { d.items.push(req.body) }); res.json(state) })`,
  ],
  [
    'class with closure array factory',
    ['module-state'],
    `const createRepo = () => { const items = []; return { add: (x) => items.push(x), all: () => items } }
const repo = createRepo(); require('express')().post('/', (req, res) => { repo.add(req.body); res.end() })`,
  ],
  [
    'ordinary repository class DI manual',
    ['module-state'],
    `class Repo { private items = new Map(); save(x) { this.items.set(x.id, x) } }
class Ctl { constructor(private repo: Repo) {} create = (req, res) => { this.repo.save(req.body); res.end() } }
import express from 'express'
const ctl = new Ctl(new Repo()); express().post('/', ctl.create)`,
  ],
  [
    'inversify',
    ['module-state'],
    `import { injectable } from 'inversify'
@injectable() export class Repo { private items: any[] = []; add(x) { this.items.push(x) } }`,
  ],
  [
    'tsyringe',
    ['module-state'],
    `import { singleton } from 'tsyringe'
@singleton() export class Repo { private items: any[] = []; add(x) { this.items.push(x) } }`,
  ],
  [
    'awilix style container by name',
    ['module-state'],
    {
      'repo.js': `module.exports = class Repo { constructor() { this.items = [] } add(x) { this.items.push(x) } }`,
      'app.js': `const { createContainer, asClass } = require('awilix'); const Repo = require('./repo'); const c = createContainer(); c.register({ repo: asClass(Repo).singleton() })
require('express')().post('/', (req, res) => { c.resolve('repo').add(req.body); res.end() })`,
    },
  ],
  [
    'discord bot map',
    ['module-state'],
    `const { Client } = require('discord.js'); const client = new Client(); const queue = new Map()
client.on('messageCreate', (message) => { queue.set(message.guild.id, []) })`,
  ],
  [
    'bot let',
    ['module-state'],
    `const TelegramBot = require('node-telegram-bot-api'); const bot = new TelegramBot('x'); const state = {}
bot.on('message', (msg) => { state[msg.chat.id] = msg.text })`,
  ],
  [
    'req.app.get',
    ['module-state'],
    `const app = require('express')(); app.set('items', [])
app.post('/', (req, res) => { req.app.get('items').push(req.body); res.end() })`,
  ],
  [
    'refreshTokens',
    ['auth-state'],
    `let refreshTokens = []; const app = require('express')()
app.post('/token', (req, res) => { refreshTokens.push(req.body.token); res.end() })
app.delete('/logout', (req, res) => { refreshTokens = refreshTokens.filter((t) => t !== req.body.token); res.end() })`,
  ],
  [
    'otp map',
    ['auth-state'],
    `const otpStore = {}; require('express')().post('/', (req, res) => { otpStore[req.body.email] = { otp: 1 }; res.end() })`,
  ],
  [
    'passport users',
    ['auth-state'],
    `const users = []; const bcrypt = require('bcrypt'); require('express')().post('/register', async (req, res) => { const hashedPassword = await bcrypt.hash(req.body.password, 10); users.push({ id: Date.now().toString(), password: hashedPassword }); res.redirect('/') })`,
  ],
  [
    'an id from the length',
    ['module-state', 'sequence'],
    `const posts = []; require('express')().post('/', (req, res) => {
  const p = { id: posts.length + 1 }; posts.push(p); res.json(p) })`,
  ],
  [
    'an id from the largest',
    ['module-state', 'sequence'],
    `const posts = [{ id: 1 }]; require('express')().post('/', (req, res) => {
  const id = Math.max(...posts.map((p) => p.id)) + 1; posts.push({ id }); res.json({ id }) })`,
  ],
  [
    'nextId',
    ['sequence'],
    `let nextId = 1; require('express')().post('/', (req, res) => { res.json({ id: nextId++ }) })`,
  ],
  [
    'order number class',
    ['sequence'],
    `class Orders { private last = 1000; next() { return ++this.last } }
import express from 'express'
const o = new Orders(); express().post('/', (req, res) => res.json({ orderNumber: o.next() }))`,
  ],
  [
    'flag by route',
    ['module-state'],
    `let registrationsOpen = false; require('express')().post('/open', (req, res) => { registrationsOpen = true; res.json({ registrationsOpen }) })`,
  ],
  [
    'import json mutated',
    ['module-state'],
    {
      'app.js': `import data from './data.json' with { type: 'json' }
import express from 'express'
express().post('/', (req, res) => { data.push(req.body); res.end() })`,
    },
  ],
  [
    'a JSON file without its ending',
    ['module-state'],
    `let products = require('../data/products')
exports.create = (req, res) => { products.push(req.body); res.json(products) }`,
  ],
]
