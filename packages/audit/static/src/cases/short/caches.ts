import type { ShortCase } from './short-case.ts'

export const caches: readonly ShortCase[] = [
  [
    'node-cache',
    ['cache'],
    `import NodeCache from 'node-cache'
export const cache = new NodeCache()`,
  ],
  [
    'lru default older',
    ['cache'],
    `const LRU = require('lru-cache'); const c = LRU({ max: 1 }); module.exports = (req, res) => c.set(req.url, 1)`,
  ],
  [
    'quick-lru',
    ['cache'],
    `import QuickLRU from 'quick-lru'
export const c = new QuickLRU({ maxSize: 1 })`,
  ],
  [
    'tiny-lru',
    ['cache'],
    `import { lru } from 'tiny-lru'
export const c = lru(100)`,
  ],
  [
    'memory-cache',
    ['cache'],
    `const cache = require('memory-cache')
module.exports = (req, res) => { cache.put(req.url, 1) }`,
  ],
  [
    'memory-cache put only through middleware',
    ['cache'],
    `const mcache = require('memory-cache')
module.exports = (d) => (req, res, next) => { const b = mcache.get(req.url); if (b) return res.send(b); res.sendResponse = res.send; res.send = (body) => { mcache.put(req.url, body, d); res.sendResponse(body) }; next() }`,
  ],
  [
    'apicache',
    ['cache'],
    `const apicache = require('apicache'); const cache = apicache.middleware
require('express')().get('/', cache('5 minutes'), (req, res) => res.json({}))`,
  ],
  [
    'apicache redis',
    [],
    `const apicache = require('apicache'); const redis = require('redis')
const cache = apicache.options({ redisClient: redis.createClient() }).middleware
require('express')().get('/', cache('5 minutes'), (req, res) => res.json({}))`,
  ],
  [
    'cache-manager memory',
    ['cache'],
    `import { caching } from 'cache-manager'
export const c = await caching('memory', { max: 100 })`,
  ],
  [
    'cache-manager v6 createCache',
    ['cache'],
    `import { createCache } from 'cache-manager'
export const c = createCache({ ttl: 1 })`,
  ],
  [
    'cache-manager old',
    ['cache'],
    `const cacheManager = require('cache-manager'); const c = cacheManager.caching({ store: 'memory', max: 100 }); module.exports = c`,
  ],
  [
    'cache-manager redis',
    [],
    `import { createCache } from 'cache-manager'
import KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'
export const c = createCache({ stores: [new Keyv({ store: new KeyvRedis('redis://') })] })`,
  ],
  [
    'keyv default',
    ['cache'],
    `import Keyv from 'keyv'
export const k = new Keyv()`,
  ],
  [
    'keyv redis url',
    [],
    `import Keyv from 'keyv'
export const k = new Keyv('redis://user@localhost')`,
  ],
  [
    'keyv store arg, which is fine',
    [],
    `import Keyv from 'keyv'
import KeyvRedis from '@keyv/redis'
export const k = new Keyv(new KeyvRedis('redis://x'))`,
  ],
  [
    'memoizee',
    ['cache'],
    `const memoize = require('memoizee'); const { db } = require('./db')
exports.getUser = memoize((id) => db.find(id), { maxAge: 1, promise: true })`,
  ],
  [
    'p-memoize',
    ['cache'],
    `import pMemoize from 'p-memoize'
export const get = pMemoize(async (u) => fetch(u))`,
  ],
  [
    'lodash.memoize',
    ['cache'],
    `const memoize = require('lodash.memoize')
exports.get = memoize(async (id) => fetch('http://x/' + id))`,
  ],
  [
    '_.memoize',
    ['cache'],
    `const _ = require('lodash')
const getUser = _.memoize(async (id) => (await fetch('http://x/' + id)).json())
require('express')().get('/', async (req, res) => res.json(await getUser(req.query.id)))`,
  ],
  [
    '_.memoize pure, which is fine',
    [],
    `const _ = require('lodash')
const slug = _.memoize((s) => s.toLowerCase())
require('express')().get('/', async (req, res) => res.json(slug(req.query.id)))`,
  ],
  [
    'nest CacheModule',
    ['cache'],
    `import { Module, CacheModule } from '@nestjs/common'
@Module({ imports: [CacheModule.register()] })
export class AppModule {}`,
  ],
  [
    'nest cache-manager isGlobal',
    ['cache'],
    `import { Module } from '@nestjs/common'
import { CacheModule } from '@nestjs/cache-manager'
@Module({ imports: [CacheModule.register({ isGlobal: true, ttl: 5 })] })
export class AppModule {}`,
  ],
  [
    'nest cache async redis',
    [],
    `import { Module } from '@nestjs/common'
import { CacheModule } from '@nestjs/cache-manager'
import { redisStore } from 'cache-manager-redis-yet'
@Module({ imports: [CacheModule.registerAsync({ useFactory: async () => ({ store: await redisStore({ url: 'x' }) }) })] })
export class AppModule {}`,
  ],
  [
    'nest cache async keyv redis',
    [],
    `import { Module } from '@nestjs/common'
import { CacheModule } from '@nestjs/cache-manager'
import { createKeyv } from '@keyv/redis'
@Module({ imports: [CacheModule.registerAsync({ useFactory: async () => { return { stores: [createKeyv('redis://')] } } })] })
export class AppModule {}`,
  ],
  [
    'apollo InMemoryLRUCache',
    ['cache'],
    `import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache'
import { ApolloServer } from '@apollo/server'
const server = new ApolloServer({ typeDefs: '', resolvers: {}, cache: new InMemoryLRUCache() })`,
  ],
  [
    'apollo-server-caching',
    ['cache'],
    `const { InMemoryLRUCache } = require('apollo-server-caching')
const c = new InMemoryLRUCache({ maxSize: 1 })
module.exports = c`,
  ],
  [
    'flat-cache',
    ['cache'],
    `const flatCache = require('flat-cache')
const c = flatCache.load('x')
module.exports = (req) => c.setKey(req.url, 1)`,
  ],
  [
    'cachified over an LRU',
    ['cache'],
    `import { LRUCache } from 'lru-cache'
import { cachified } from '@epic-web/cachified'
const lru = new LRUCache({ max: 1000 })
export const get = (k) => cachified({ key: k, cache: lru, getFreshValue: () => 1 })`,
  ],
  [
    'express-expeditious',
    ['cache'],
    `const expeditious = require('express-expeditious')({ namespace: 'x', defaultTtl: '1 minute', engine: require('expeditious-engine-memory')() })
require('express')().use(expeditious)`,
  ],
  [
    'bentocache memory',
    ['cache'],
    `import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
export const bento = new BentoCache({ default: 'm', stores: { m: bentostore().useL1Layer(memoryDriver({ maxSize: '10mb' })) } })`,
  ],
  [
    'mnemonist lru',
    ['cache'],
    `const LRUMap = require('mnemonist/lru-map')
const c = new LRUMap(100)
module.exports = (req) => c.set(req.url, 1)`,
  ],
  [
    'lru_map',
    ['cache'],
    `import { LRUMap } from 'lru_map'
export const c = new LRUMap(10)`,
  ],
  [
    'ttlcache',
    ['cache'],
    `import TTLCache from '@isaacs/ttlcache'
export const c = new TTLCache({ ttl: 1 })`,
  ],
  [
    'unstorage default',
    ['cache'],
    `import { createStorage } from 'unstorage'
export const s = createStorage()`,
  ],
  [
    'nitro cachedEventHandler',
    ['cache'],
    `export default defineCachedEventHandler(async (event) => $fetch('https://x'), { maxAge: 60 })`,
  ],
  [
    'a dataloader of the module',
    ['cache'],
    `import DataLoader from 'dataloader'
import { db } from './db'
export const userLoader = new DataLoader(async (ids) => db.users.find(ids))`,
  ],
  [
    'dataloader in context, which is fine',
    [],
    `import DataLoader from 'dataloader'
import { ApolloServer } from 'apollo-server'
new ApolloServer({ context: () => ({ loader: new DataLoader(async (ids) => ids) }) })`,
  ],
  [
    'async-cache-dedupe',
    ['cache'],
    `import { createCache } from 'async-cache-dedupe'
export const c = createCache({ ttl: 5, storage: { type: 'memory' } })`,
  ],
]
