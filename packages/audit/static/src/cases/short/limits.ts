import type { ShortCase } from './short-case.ts'

export const limits: readonly ShortCase[] = [
  [
    'express-rate-limit',
    ['rate-limit'],
    `import rateLimit from 'express-rate-limit'
import express from 'express'
express().use(rateLimit({ windowMs: 1 }))`,
  ],
  [
    'express-rate-limit by its name',
    ['rate-limit'],
    `import { rateLimit } from 'express-rate-limit'
export const l = rateLimit({ windowMs: 1 })`,
  ],
  [
    'express-rate-limit as a namespace',
    ['rate-limit'],
    `import * as rateLimit from 'express-rate-limit'
export const l = rateLimit.default({ windowMs: 1 })`,
  ],
  [
    'slow-down',
    ['rate-limit'],
    `import slowDown from 'express-slow-down'
export const l = slowDown({ windowMs: 1 })`,
  ],
  [
    'rate-limit redis',
    [],
    `import rateLimit from 'express-rate-limit'
import RedisStore from 'rate-limit-redis'
export const l = rateLimit({ store: new RedisStore({ sendCommand: (...a) => client.call(...a) }) })`,
  ],
  [
    'flexible memory',
    ['rate-limit'],
    `import { RateLimiterMemory } from 'rate-limiter-flexible'
export const l = new RateLimiterMemory({ points: 1, duration: 1 })`,
  ],
  [
    'flexible redis',
    [],
    `import { RateLimiterRedis } from 'rate-limiter-flexible'
export const l = new RateLimiterRedis({ points: 1, duration: 1, storeClient: redis })`,
  ],
  [
    'throttler',
    ['rate-limit'],
    `import { Module } from '@nestjs/common'
import { ThrottlerModule } from '@nestjs/throttler'
@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 1, limit: 10 }])] })
export class A {}`,
  ],
  [
    'throttler async',
    ['rate-limit'],
    `import { Module } from '@nestjs/common'
import { ThrottlerModule } from '@nestjs/throttler'
@Module({ imports: [ThrottlerModule.forRootAsync({ inject: [C], useFactory: (c) => ({ throttlers: [{ ttl: c.get('x'), limit: 1 }] }) })] })
export class A {}`,
  ],
  [
    'throttler redis',
    [],
    `import { Module } from '@nestjs/common'
import { ThrottlerModule } from '@nestjs/throttler'
import { ThrottlerStorageRedisService } from 'nestjs-throttler-storage-redis'
@Module({ imports: [ThrottlerModule.forRoot({ throttlers: [{ ttl: 1, limit: 10 }], storage: new ThrottlerStorageRedisService() })] })
export class A {}`,
  ],
  [
    'koa-ratelimit Map',
    ['rate-limit'],
    `const ratelimit = require('koa-ratelimit'); const Koa = require('koa'); const app = new Koa()
const db = new Map()
app.use(ratelimit({ driver: 'memory', db: db, duration: 1 }))`,
  ],
  [
    'koa-ratelimit redis',
    [],
    `const ratelimit = require('koa-ratelimit'); const Koa = require('koa'); const app = new Koa()
app.use(ratelimit({ driver: 'redis', db: new (require('ioredis'))(), duration: 1 }))`,
  ],
  [
    'koa2-ratelimit',
    ['rate-limit'],
    `const RateLimit = require('koa2-ratelimit').RateLimit; const Koa = require('koa'); const app = new Koa()
app.use(RateLimit.middleware({ interval: 1, max: 100 }))`,
  ],
  [
    'hono-rate-limiter',
    ['rate-limit'],
    `import { rateLimiter } from 'hono-rate-limiter'
import { Hono } from 'hono'
new Hono().use(rateLimiter({ windowMs: 1, limit: 1, keyGenerator: (c) => 'x' }))`,
  ],
  [
    'limiter',
    ['rate-limit'],
    `import { RateLimiter } from 'limiter'
const l = new RateLimiter({ tokensPerInterval: 1, interval: 'day' })
export const h = async (req, res) => { await l.removeTokens(1); res.end() }`,
  ],
  [
    'bottleneck',
    ['rate-limit'],
    `import Bottleneck from 'bottleneck'
export const b = new Bottleneck({ minTime: 1 })`,
  ],
  [
    'bottleneck redis',
    [],
    `import Bottleneck from 'bottleneck'
export const b = new Bottleneck({ minTime: 1, datastore: 'ioredis', clientOptions: {} })`,
  ],
  [
    'fastify rate-limit',
    ['rate-limit'],
    `import Fastify from 'fastify'
const f = Fastify()
await f.register(import('@fastify/rate-limit'), { max: 100 })`,
  ],
  [
    'fastify rate-limit require',
    ['rate-limit'],
    `const f = require('fastify')()
f.register(require('@fastify/rate-limit'), { max: 100, timeWindow: '1 minute' })`,
  ],
  [
    'fastify rate-limit redis',
    [],
    `const f = require('fastify')(); const Redis = require('ioredis')
f.register(require('@fastify/rate-limit'), { max: 100, redis: new Redis() })`,
  ],
  [
    'elysia-rate-limit',
    ['rate-limit'],
    `import { Elysia } from 'elysia'
import { rateLimit } from 'elysia-rate-limit'
new Elysia().use(rateLimit()).listen(1)`,
  ],
  [
    'hapi-rate-limit',
    ['rate-limit'],
    `const Hapi = require('@hapi/hapi'); const server = Hapi.server({ port: 1 })
server.register({ plugin: require('hapi-rate-limit'), options: { userLimit: 3 } })`,
  ],
  [
    'express-throttle',
    ['rate-limit'],
    `const throttle = require('express-throttle')
require('express')().post('/s', throttle({ rate: '5/s' }), (req, res) => res.end())`,
  ],
  [
    'p-throttle',
    ['rate-limit'],
    `import pThrottle from 'p-throttle'
const throttle = pThrottle({ limit: 2, interval: 1000 })
export const call = throttle(async (i) => fetch(i))`,
  ],
  [
    'p-ratelimit',
    ['rate-limit'],
    `import { pRateLimit } from 'p-ratelimit'
const limit = pRateLimit({ interval: 1000, rate: 30, concurrency: 10 })
export const f = (req, res) => limit(() => fetch('x'))`,
  ],
  [
    'a limiter by its name',
    ['rate-limit'],
    `import rateLimit from '@ryukshin/rate-limit'
export const l = rateLimit({ max: 1 })`,
  ],
  [
    'graphql-rate-limit',
    ['rate-limit'],
    `import { createRateLimitDirective } from 'graphql-rate-limit'
export const d = createRateLimitDirective({ identifyContext: (c) => c.id })`,
  ],
  [
    'AdonisJS limiter in memory',
    ['rate-limit'],
    `import { defineConfig, stores } from '@adonisjs/limiter'
export default defineConfig({ default: 'memory', stores: { memory: stores.memory({}) } })`,
  ],
  [
    'ddos',
    ['rate-limit'],
    `const Ddos = require('ddos'); const ddos = new Ddos({ burst: 10, limit: 15 })
require('express')().use(ddos.express)`,
  ],
  [
    'restify throttle',
    ['rate-limit'],
    `const restify = require('restify'); const server = restify.createServer()
server.use(restify.plugins.throttle({ burst: 100, rate: 50, ip: true }))`,
  ],
  [
    'attempts',
    ['rate-limit'],
    `const loginAttempts = {}; require('express')().post('/', (req, res) => { loginAttempts[req.ip] = (loginAttempts[req.ip] || 0) + 1; res.end() })`,
  ],
]
