import type { ShortCase } from './short-case.ts'

export const listsAndCounters: readonly ShortCase[] = [
  [
    '#private map in singleton',
    ['module-state'],
    `import express from 'express'
class Store { #items = new Map(); add(k, v) { this.#items.set(k, v) } }
const store = new Store(); express().post('/', (req, res) => { store.add(1, req.body); res.end() })`,
  ],
  [
    'static field',
    ['module-state'],
    `import express from 'express'
class Store { static items = []; static add(v) { Store.items.push(v) } }
express().post('/', (req, res) => { Store.add(req.body); res.end() })`,
  ],
  [
    'static private',
    ['module-state'],
    `import express from 'express'
class Store { static #items = []; static add(v) { this.#items.push(v) } }
express().post('/', (req, res) => { Store.add(req.body); res.end() })`,
  ],
  [
    'getInstance',
    ['module-state'],
    `import express from 'express'
class Store { private static instance: Store; private items: string[] = []; static getInstance() { if (!Store.instance) Store.instance = new Store(); return Store.instance } add(v) { this.items.push(v) } }
express().post('/', (req, res) => { Store.getInstance().add(req.body); res.end() })`,
  ],
  [
    'globalThis',
    ['module-state'],
    `import { NextResponse } from 'next/server'
const todos = (globalThis.todos ??= [])
export async function POST(req) { todos.push(await req.json()); return NextResponse.json(todos) }`,
  ],
  [
    'globalThis as any',
    ['module-state'],
    `import { NextResponse } from 'next/server'
const g = globalThis as unknown as { todos: any[] }
if (!g.todos) g.todos = []
export async function POST(req) { g.todos.push(await req.json()); return NextResponse.json(g.todos) }`,
  ],
  [
    'module.exports = new X()',
    ['module-state'],
    {
      'store.js': `class Store { constructor() { this.items = [] } add(x) { this.items.push(x) } }
module.exports = new Store()`,
      'app.js': `const store = require('./store'); require('express')().post('/', (req, res) => { store.add(req.body); res.end() })`,
    },
  ],
  [
    'app.locals',
    ['module-state'],
    `const app = require('express')(); app.locals.todos = []
app.post('/', (req, res) => { req.app.locals.todos.push(req.body); res.end() })`,
  ],
  [
    'decorate',
    ['module-state'],
    `const f = require('fastify')(); f.decorate('todos', [])
f.post('/', async function (req) { this.todos.push(req.body) })`,
  ],
  [
    'decorate2',
    ['module-state'],
    `const f = require('fastify')(); f.decorate('todos', new Map())
f.post('/', async (req) => { f.todos.set(req.id, req.body) })`,
  ],
  [
    'hapi server.app',
    ['module-state'],
    `const Hapi = require('@hapi/hapi'); const server = Hapi.server({ port: 1 }); server.app.items = []
server.route({ method: 'POST', path: '/', handler: (request, h) => { request.server.app.items.push(request.payload); return 1 } })`,
  ],
  [
    'koa app.context',
    ['module-state'],
    `const Koa = require('koa'); const app = new Koa(); app.context.items = []
app.use(async (ctx) => { ctx.items.push(ctx.request.body) })`,
  ],
  [
    'nest array service',
    ['module-state'],
    `import { Injectable, Controller, Post, Body } from '@nestjs/common'
@Injectable() export class CatsService { private readonly cats: Cat[] = []
  create(cat: Cat) { this.cats.push(cat) } }`,
  ],
  [
    'nest filter reassign',
    ['module-state'],
    `import { Injectable } from '@nestjs/common'
@Injectable() export class S { private items = [{ id: 1 }]
  remove(id) { this.items = this.items.filter((i) => i.id !== id) } }`,
  ],
  [
    'Object.create(null)',
    ['module-state'],
    `const dict = Object.create(null); require('express')().post('/', (req, res) => { dict[req.body.k] = req.body.v; res.end() })`,
  ],
  [
    'array of arrays',
    ['module-state'],
    `const grid = Array.from({ length: 3 }, () => Array(3).fill(0)); require('express')().post('/', (req, res) => { grid[req.body.x][req.body.y] = 1; res.end() })`,
  ],
  [
    'nested obj',
    ['module-state'],
    `const db = { users: [], posts: [] }; require('express')().post('/', (req, res) => { db.users.push(req.body); res.end() })`,
  ],
  [
    'default export object w/ set',
    ['module-state'],
    {
      'db.ts': `export default { items: new Set(), name: 'x' }`,
      'app.ts': `import express from 'express'
import db from './db'
express().post('/', (req, res) => { db.items.add(req.body); res.end() })`,
    },
  ],
  [
    'reduce-built',
    ['module-state'],
    `const byId = [{ id: 1 }].reduce((m, x) => { m[x.id] = x; return m }, {}); require('express')().put('/:id', (req, res) => { byId[req.params.id] = req.body; res.end() })`,
  ],
  [
    'Object.fromEntries',
    ['module-state'],
    `const byId = Object.fromEntries([[1, {}]]); require('express')().put('/:id', (req, res) => { byId[req.params.id] = req.body; res.end() })`,
  ],
  [
    'Proxy',
    ['module-state'],
    `const store = new Proxy({}, { get: (t, k) => t[k] }); require('express')().put('/:id', (req, res) => { store[req.params.id] = req.body; res.end() })`,
  ],
  [
    'let current reassigned',
    ['module-state'],
    `let current = null; require('express')().put('/', (req, res) => { current = req.body.name; res.send(current) })`,
  ],
  [
    'let theme',
    ['module-state'],
    `let theme = 'dark'; require('express')().put('/', (req, res) => { theme = req.body.theme; res.send(theme) })`,
  ],
  [
    'a counter',
    ['module-state'],
    `let visits = 0; require('express')().get('/', (req, res) => { visits++; res.send('' + visits) })`,
  ],
  [
    'counter closure',
    ['module-state'],
    `const counter = (() => { let n = 0; return () => ++n })(); require('express')().get('/', (req, res) => res.send('' + counter()))`,
  ],
  [
    'counter visits object',
    ['module-state'],
    `const stats = { visits: 0 }; require('express')().get('/', (req, res) => { stats.visits += 1; res.send('' + stats.visits) })`,
  ],
  [
    'queue drained by timer',
    ['module-state'],
    `const queue = []; const db = require('pg'); require('express')().post('/', (req, res) => { queue.push(req.body); res.end() })
setInterval(() => { const b = queue.splice(0); b.length }, 1000)`,
  ],
  [
    'zustand vanilla',
    ['module-state'],
    `import { createStore } from 'zustand/vanilla'
import express from 'express'
const store = createStore(() => ({ n: 0 })); express().post('/', (req, res) => { store.setState({ n: 1 }); res.end() })`,
  ],
  [
    'rxjs BehaviorSubject',
    ['module-state'],
    `import { BehaviorSubject } from 'rxjs'
import express from 'express'
const state = new BehaviorSubject([]); express().post('/', (req, res) => { state.next([...state.value, req.body]); res.json(state.value) })`,
  ],
  [
    'trpc',
    ['module-state'],
    `import { initTRPC } from '@trpc/server'
const t = initTRPC.create()
const posts: string[] = []
export const appRouter = t.router({ add: t.procedure.input(String).mutation(({ input }) => { posts.push(input); return posts }) })`,
  ],
  [
    'graphql resolvers',
    ['module-state'],
    `const { ApolloServer, gql } = require('apollo-server')
const books = [{ title: 'x' }]
const resolvers = { Query: { books: () => books }, Mutation: { addBook: (_, { title }) => { books.push({ title }); return books } } }
new ApolloServer({ resolvers }).listen()`,
  ],
  [
    'graphql resolver spread reassign',
    ['module-state'],
    `const { ApolloServer, gql } = require('apollo-server')
let books = [{ title: 'x' }]
const resolvers = { Mutation: { addBook: (_, args) => { const b = { ...args }; books = books.concat(b); return b } } }
new ApolloServer({ resolvers }).listen()`,
  ],
  [
    'express-graphql root',
    ['module-state'],
    `const { graphqlHTTP } = require('express-graphql'); const fakeDatabase = {}
const root = { setMessage: ({ message }) => { fakeDatabase.message = message; return message }, getMessage: () => fakeDatabase.message }
require('express')().use('/g', graphqlHTTP({ rootValue: root }))`,
  ],
  [
    'express-graphql class instance',
    ['module-state'],
    `const { buildSchema } = require('graphql'); const { createHandler } = require('graphql-http/lib/use/express'); const messages = {}
const rootValue = { createMessage({ input }) { const id = require('crypto').randomBytes(10).toString('hex'); messages[id] = input; return id } }
require('express')().use('/g', createHandler({ rootValue }))`,
  ],
  [
    'hono',
    ['module-state'],
    `import { Hono } from 'hono'
const app = new Hono(); let todos = []
app.post('/', async (c) => { todos.push(await c.req.json()); return c.json(todos) }); export default app`,
  ],
  [
    'hono reassign spread',
    ['module-state'],
    `import { Hono } from 'hono'
const app = new Hono(); let todos = []
app.post('/', async (c) => { todos = [...todos, await c.req.json()]; return c.json(todos) }); export default app`,
  ],
  [
    'elysia',
    ['module-state'],
    `import { Elysia } from 'elysia'
const notes = ['a']; new Elysia().post('/', ({ body }) => { notes.push(body); return notes }).listen(1)`,
  ],
  [
    'elysia state',
    ['module-state'],
    `import { Elysia } from 'elysia'
new Elysia().state('counter', 0).get('/', ({ store }) => store.counter++).listen(1)`,
  ],
  [
    'elysia decorate class',
    ['module-state'],
    `import { Elysia } from 'elysia'
class Note { constructor(public data: string[] = ['x']) {} add(n) { this.data.push(n) } }
new Elysia().decorate('note', new Note()).post('/', ({ note, body }) => note.add(body)).listen(1)`,
  ],
  [
    'nitro handler',
    ['module-state'],
    `const items: any[] = []
export default defineEventHandler(async (event) => { items.push(await readBody(event)); return items })`,
  ],
]
