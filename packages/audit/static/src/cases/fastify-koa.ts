import type { Example } from '../rules/rule.ts'

export const fastifyAndKoa: readonly Example[] = [
  {
    name: 'a Map that a plug-in hangs on the instance',
    files: {
      'plugins/store.js': `
const fp = require('fastify-plugin')
module.exports = fp(async (fastify) => {
  fastify.decorate('carts', new Map())
})`,
      'routes/cart.js': `
module.exports = async function (fastify) {
  fastify.post('/cart', async (request) => {
    fastify.carts.set(request.ip, request.body)
    return {}
  })
}`,
    },
    finds: [{ file: 'plugins/store.js', line: 4, category: 'module-state' }],
  },
  {
    name: 'a variable of a plug-in that its routes change',
    files: {
      'routes/index.ts': `
import type { FastifyInstance } from 'fastify'
export default async function routes(server: FastifyInstance) {
  const notes: Record<string, string> = {}
  server.put('/:id', async (request) => {
    notes[(request.params as { id: string }).id] = String(request.body)
  })
}`,
    },
    finds: [{ file: 'routes/index.ts', line: 4, category: 'module-state' }],
  },
  {
    name: 'a session of Fastify with a store, and limits in Redis',
    files: {
      'app.ts': `
import Fastify from 'fastify'
import session from '@fastify/session'
import limit from '@fastify/rate-limit'
import { Redis } from 'ioredis'
import { RedisStore } from 'connect-redis'
const redis = new Redis()
const app = Fastify()
await app.register(limit, { redis, max: 100 })
await app.register(session, { secret: 's', store: new RedisStore({ client: redis }) })
await app.listen({ port: 3000 })`,
    },
    finds: [],
  },
  {
    name: 'routes collected by a hook while the app is built',
    files: {
      'table.js': `
module.exports = async (fastify) => {
  const table = []
  fastify.addHook('onRoute', (route) => {
    table.push(route.url)
  })
  fastify.get('/routes', async () => table)
}`,
    },
    finds: [],
  },
  {
    name: 'two requests that share one piece of work, and a semaphore',
    files: {
      'once.js': `
const running = new Map()
const waiting = []
exports.load = (id) => {
  if (!running.has(id)) running.set(id, read(id).finally(() => running.delete(id)))
  return running.get(id)
}
exports.turn = () => new Promise((resolve) => waiting.push(resolve))
exports.next = () => waiting.shift()?.()
async function read(id) {
  return require('pg').query('select', [id])
}`,
    },
    finds: [],
  },
  {
    name: 'a store in the context of Koa',
    files: {
      'app.js': `
const Koa = require('koa')
const app = new Koa()
const posts = new Map()
app.use(async (ctx) => {
  posts.set(ctx.params.id, ctx.request.body)
  ctx.app.lastPost = ctx.request.body
})
app.listen(3000)`,
    },
    finds: [
      { file: 'app.js', line: 4, category: 'module-state' },
      { file: 'app.js', line: 7, category: 'module-state' },
    ],
  },
  {
    name: 'sessions of Koa in the cookie, or in a shared store',
    files: {
      'app.js': `
const Koa = require('koa')
const session = require('koa-session')
const generic = require('koa-generic-session')
const redisStore = require('koa-redis')
const app = new Koa()
app.use(session(app))
app.use(generic({ store: redisStore({ url: process.env.REDIS_URL }) }))
app.listen(3000)`,
    },
    finds: [],
  },
  {
    name: 'koa-ratelimit in memory',
    files: {
      'app.js': `
const Koa = require('koa')
const ratelimit = require('koa-ratelimit')
const app = new Koa()
app.use(ratelimit({ driver: 'memory', db: new Map() }))`,
    },
    finds: [{ file: 'app.js', line: 5, category: 'rate-limit' }],
  },
  {
    name: 'plain http, with a counter and a list',
    files: {
      'server.mjs': `
import { createServer } from 'node:http'
let visits = 0
const log = []
createServer((req, res) => {
  visits++
  log.push({ url: req.url })
  res.end(String(visits))
}).listen(3000)`,
    },
    finds: [
      { file: 'server.mjs', line: 3, category: 'module-state' },
      { file: 'server.mjs', line: 4, category: 'module-state' },
    ],
  },
  {
    name: 'a list that is hung on the instance by name, and read by this',
    files: {
      'app.js': `
const fastify = require('fastify')()
const orders = []
fastify.decorate('orders', orders)
fastify.register(require('./routes'))
fastify.listen({ port: 3000 })`,
      'routes.js': `
module.exports = async (fastify) => {
  fastify.post('/', async function (request) {
    this.orders.push(request.body)
    return {}
  })
}`,
    },
    finds: [{ file: 'app.js', line: 3, category: 'module-state' }],
  },
]
