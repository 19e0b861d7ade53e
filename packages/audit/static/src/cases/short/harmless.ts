import type { ShortCase } from './short-case.ts'

export const harmless: readonly ShortCase[] = [
  [
    'local array in handler',
    [],
    `require('express')().get('/', (req, res) => { const items = []; items.push(1); res.json(items) })`,
  ],
  [
    'WeakMap req, which is fine',
    [],
    `const m = new WeakMap(); require('express')().use((req, res, next) => { m.set(req, 1); next() })`,
  ],
  [
    'constant list',
    [],
    `const items = ['a']; require('express')().get('/', (req, res) => res.json(items.map((x) => x)))`,
  ],
  [
    'sort copy',
    [],
    `const items = ['a']; require('express')().get('/', (req, res) => res.json([...items].sort()))`,
  ],
  [
    'mongo update, which is fine',
    [],
    `const db = require('./db'); require('express')().post('/', async (req, res) => { const u = await db.User.findById(1); u.name = 'x'; u.tags.push('x'); await u.save(); res.end() })`,
  ],
  [
    'prisma singleton, which is fine',
    [],
    `import { PrismaClient } from '@prisma/client'
const g = globalThis as any; export const prisma = g.prisma ?? new PrismaClient(); if (process.env.NODE_ENV !== 'production') g.prisma = prisma`,
  ],
  [
    'mongoose cached, which is fine',
    [],
    `import mongoose from 'mongoose'
let cached = global.mongoose; if (!cached) { cached = global.mongoose = { conn: null, promise: null } }
export default async function dbConnect() { if (cached.conn) return cached.conn; if (!cached.promise) { cached.promise = mongoose.connect('x').then((m) => m) } cached.conn = await cached.promise; return cached.conn }`,
  ],
  [
    'let server, which is fine',
    [],
    `let server; const app = require('express')(); function start() { server = app.listen(1) } start(); process.on('SIGTERM', () => server.close())`,
  ],
  [
    'class dto, which is fine',
    [],
    `class Dto { items = []; add(x) { this.items.push(x) } }
require('express')().get('/', (req, res) => { const d = new Dto(); d.add(1); res.json(d) })`,
  ],
  [
    'redis Map-like',
    [],
    `const redis = require('redis').createClient(); require('express')().post('/', async (req, res) => { await redis.set('a', req.body.a); await redis.del('b'); res.end() })`,
  ],
  [
    'metrics, which is fine',
    [],
    `const client = require('prom-client'); const c = new client.Counter({ name: 'x', help: 'x' }); require('express')().get('/', (req, res) => { c.inc(); res.end() })`,
  ],
  [
    'isShuttingDown flag, which is fine',
    [],
    `let isShuttingDown = false; const app = require('express')(); process.on('SIGTERM', () => { isShuttingDown = true }); app.get('/health', (req, res) => res.send(isShuttingDown ? 503 : 200))`,
  ],
  [
    'supabase, which is fine',
    [],
    `import { createClient } from '@supabase/supabase-js'
export const s = createClient('a', 'b')`,
  ],
  [
    'socket.io adapter set later, which is fine',
    [],
    `const { Server } = require('socket.io'); const { createAdapter } = require('@socket.io/redis-streams-adapter')
const io = new Server(3000); io.adapter(createAdapter(redis))`,
  ],
  [
    'cachemanager redis v5',
    [],
    `import { caching } from 'cache-manager'
import { redisStore } from 'cache-manager-redis-yet'
export const c = await caching(redisStore, { url: 'x' })`,
  ],
  [
    'cachemanager redis v5 await',
    [],
    `import { caching } from 'cache-manager'
import { redisStore } from 'cache-manager-ioredis-yet'
export const c = await caching(await redisStore({ url: 'x' }))`,
  ],
  [
    'agenda, which is fine',
    [],
    `const { Agenda } = require('agenda'); const a = new Agenda({ db: { address: 'm' } }); a.define('x', () => db.clean())`,
  ],
  [
    'bullmq repeat, which is fine',
    [],
    `import { Queue } from 'bullmq'
const q = new Queue('x', { connection: {} }); await q.add('r', {}, { repeat: { pattern: '* * * * *' } })`,
  ],
  [
    'hono rate limiter redis',
    [],
    `import { rateLimiter } from 'hono-rate-limiter'
import { RedisStore } from '@hono-rate-limiter/redis'
export const l = rateLimiter({ windowMs: 1, store: new RedisStore({ client }) })`,
  ],
  [
    'a file put into S3, which is fine',
    [],
    `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'
import express from 'express'
const s3 = new S3Client({}); express().post('/', async (req, res) => { await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: req.body })); res.end() })`,
  ],
  [
    'multer memoryStorage, which is fine',
    [],
    `const multer = require('multer'); const storage = multer.memoryStorage(); module.exports = multer({ storage })`,
  ],
  [
    'multer s3 in other module, which is fine',
    [],
    {
      'storage.js': `const s3 = require('multer-s3'); module.exports = s3({ bucket: 'b' })`,
      'app.js': `const multer = require('multer'); const storage = require('./storage'); module.exports = multer({ storage, limits: {} })`,
    },
  ],
  [
    'multer with limits only',
    [],
    `const multer = require('multer'); module.exports = multer({ limits: { fileSize: 1 } })`,
  ],
  [
    'multer with param opts, which is fine',
    [],
    `const multer = require('multer'); module.exports = (opts) => multer(opts)`,
  ],
  [
    'lodash memoize constant',
    [],
    `const memoize = require('lodash/memoize'); exports.f = memoize((n) => n * 2)`,
  ],
  [
    'a store in a browser, which is fine',
    [],
    `'use client'
import { create } from 'zustand'
export const useStore = create(() => ({}))`,
  ],
  [
    'InMemoryCache apollo client SSR',
    [],
    `import { ApolloClient, InMemoryCache } from '@apollo/client'
export const getClient = () => new ApolloClient({ ssrMode: true, cache: new InMemoryCache() })`,
  ],
  [
    'opentelemetry, which is fine',
    [],
    `import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base'
export const e = new InMemorySpanExporter()`,
  ],
  [
    'shopify storage on redis',
    [],
    `import { RedisSessionStorage } from '@shopify/shopify-app-session-storage-redis'
export const s = new RedisSessionStorage('redis://')`,
  ],
  [
    'retry loop, which is fine',
    [],
    `import { connect } from 'amqplib'
const sleep = (ms) => new Promise((r) => setTimeout(r, ms))
async function start() { while (true) { try { return await connect('x') } catch { await sleep(1000) } } }
start()`,
  ],
  [
    'kafka consumer, which is fine',
    [],
    `const { Kafka } = require('kafkajs'); const c = new Kafka({}).consumer({ groupId: 'x' }); c.run({ eachMessage: async ({ message }) => { await db.save(message) } })`,
  ],
  [
    'winston console only',
    [],
    `const winston = require('winston'); const l = winston.createLogger({ transports: [] }); l.add(new winston.transports.Console()); module.exports = l`,
  ],
  [
    'lodash set on local',
    [],
    `const _ = require('lodash'); require('express')().post('/', (req, res) => { const o = {}; _.set(o, 'a.b', 1); res.json(o) })`,
  ],
  [
    'lodash set on what belongs to the request, which is fine',
    [],
    `const { set } = require('lodash'); require('express')().post('/', (req, res) => { set(req.session, 'a.b', 1); res.end() })`,
  ],
  [
    'keystone pg, which is fine',
    [],
    `import { config } from '@keystone-6/core'
export default config({ db: { provider: 'postgresql', url: process.env.DATABASE_URL }, lists: {} })`,
  ],
  [
    'adonis session cookie, which is fine',
    [],
    `import { defineConfig } from '@adonisjs/session'
export default defineConfig({ store: 'cookie', stores: {} })`,
  ],
  [
    'fs rename at boot',
    [],
    `const fs = require('fs'); if (fs.existsSync('old.json')) fs.renameSync('old.json', 'new.json'); require('express')().listen(1)`,
  ],
  [
    'reduce at request, which is fine',
    [],
    `require('express')().get('/', (req, res) => { const m = [1].reduce((a, x) => { a[x] = 1; return a }, {}); res.json(m) })`,
  ],
  [
    'constant from reduce',
    [],
    `const m = [1].reduce((a, x) => { a[x] = 1; return a }, {}); require('express')().get('/', (req, res) => res.json(m))`,
  ],
  [
    'BehaviorSubject config boot',
    [],
    `import { BehaviorSubject } from 'rxjs'
const ready = new BehaviorSubject(false)
ready.next(true)
export { ready }`,
  ],
  [
    'flag in shutdown, which is fine',
    [],
    `let draining = false
const app = require('express')(); app.get('/ready', (q, s) => s.sendStatus(draining ? 503 : 200)); process.once('SIGTERM', () => { draining = true })`,
  ],
  [
    'app.locals.settings from mongo at boot',
    [],
    `const app = require('express')(); db.find().then((s) => { app.locals.settings = s })`,
  ],
  [
    'server.app config hapi, which is fine',
    [],
    `const Hapi = require('@hapi/hapi'); const server = Hapi.server({ port: 1 }); server.app.db = require('pg').Pool
server.route({ method: 'GET', path: '/', handler: (request) => request.server.app.db.query('x') })`,
  ],
  [
    'ctx.state not shared',
    [],
    `const Koa = require('koa'); const app = new Koa(); app.context.db = require('./db')
app.use(async (ctx) => { ctx.body = await ctx.db.find(); ctx.state.items = []; ctx.state.items.push(1) })`,
  ],
  [
    'a machine of xstate, only described',
    [],
    `import { createMachine } from 'xstate'
export const m = createMachine({})`,
  ],
  [
    'langchain per request, which is fine',
    [],
    `import { MemoryVectorStore } from 'langchain/vectorstores/memory'
import express from 'express'
express().post('/', async (req, res) => { const v = await MemoryVectorStore.fromTexts([req.body], [], emb); res.json(await v.similaritySearch('x')) })`,
  ],
]
