import type { ShortCase } from './short-case.ts'

export const sessions: readonly ShortCase[] = [
  [
    'koa-generic-session',
    ['session-store'],
    `import session from 'koa-generic-session'
import Koa from 'koa'
const app = new Koa(); app.use(session())`,
  ],
  [
    '@fastify/session no store',
    ['session-store'],
    `import Fastify from 'fastify'
import session from '@fastify/session'
const app = Fastify()
app.register(session, { secret: 'x' })`,
  ],
  [
    'next-session',
    ['session-store'],
    `import nextSession from 'next-session'
export const getSession = nextSession()`,
  ],
  [
    'hono-sessions memory',
    ['session-store'],
    `import { Hono } from 'hono'
import { sessionMiddleware, MemoryStore } from 'hono-sessions'
const app = new Hono()
app.use('*', sessionMiddleware({ store: new MemoryStore(), encryptionKey: 'k' }))`,
  ],
  [
    'nestjs-session',
    ['session-store'],
    `import { Module } from '@nestjs/common'
import { SessionModule } from 'nestjs-session'
@Module({ imports: [SessionModule.forRoot({ session: { secret: 'x' } })] })
export class AppModule {}`,
  ],
  [
    'nest main',
    ['session-store'],
    `import { NestFactory } from '@nestjs/core'
import * as session from 'express-session'
import { AppModule } from './app.module'
async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.use(session({ secret: 'x', resave: false }))
  await app.listen(3000)
}
bootstrap()`,
  ],
  [
    'sails session default',
    ['session-store'],
    {
      'config/session.js': `module.exports.session = { secret: 'abc' }`,
      'app.js': `const sails = require('sails')
sails.lift()`,
    },
  ],
  [
    'sails redis',
    [],
    {
      'config/session.js': `module.exports.session = { secret: 'abc', adapter: '@sailshq/connect-redis' }`,
      'app.js': `const sails = require('sails')
sails.lift()`,
    },
  ],
  [
    'express-session with a cookie of its own',
    ['session-store'],
    `const session = require('express-session')
const MemcachedStoreX = 1
require('express')().use(session({ secret: 'y', cookie: {} }))`,
  ],
  [
    'cookie-session, which is fine',
    [],
    `const session = require('cookie-session')
require('express')().use(session({ keys: ['y'] }))`,
  ],
  [
    'iron-session, which is fine',
    [],
    `import { getIronSession } from 'iron-session'
export const get = (req, res) => getIronSession(req, res, { password: 'x', cookieName: 'y' })`,
  ],
  [
    'express-session, kept in a name first',
    ['session-store'],
    `import session from 'express-session'
import express from 'express'
const app = express()
const sessionMiddleware = session({ secret: 's', resave: true, saveUninitialized: false })
app.use(sessionMiddleware)`,
  ],
  [
    'Remix in memory',
    ['session-store'],
    `import { createMemorySessionStorage } from '@remix-run/node'
export const storage = createMemorySessionStorage({ cookie: { name: 'x' } })`,
  ],
  [
    'Remix in files',
    ['session-store'],
    `import { createFileSessionStorage } from '@remix-run/node'
export const storage = createFileSessionStorage({ dir: './s', cookie: { name: 'x' } })`,
  ],
  [
    'memorystore',
    ['session-store'],
    `const session = require('express-session')
const MemoryStore = require('memorystore')(session)
require('express')().use(session({ store: new MemoryStore({ checkPeriod: 1 }), secret: 'x' }))`,
  ],
  [
    'session-file-store',
    ['session-store'],
    `const session = require('express-session')
const FileStore = require('session-file-store')(session)
require('express')().use(session({ store: new FileStore(), secret: 'x' }))`,
  ],
  [
    'connect-pg-simple, which is fine',
    [],
    `const session = require('express-session')
require('express')().use(session({ store: new (require('connect-pg-simple')(session))(), secret: 'x' }))`,
  ],
  [
    'connect-mongo create, which is fine',
    [],
    `const session = require('express-session'); const MongoStore = require('connect-mongo')
require('express')().use(session({ store: MongoStore.create({ mongoUrl: 'm' }), secret: 'x' }))`,
  ],
  [
    'connect-session-sequelize, which is fine',
    [],
    `const session = require('express-session'); const SequelizeStore = require('connect-session-sequelize')(session.Store)
const db = require('./db')
require('express')().use(session({ store: new SequelizeStore({ db }), secret: 'x' }))`,
  ],
  [
    'express 3 session',
    ['session-store'],
    `const express = require('express'); const app = express()
app.use(express.cookieParser()); app.use(express.session({ secret: 'x' }))`,
  ],
  [
    'elysia-session memory',
    ['session-store'],
    `import { Elysia } from 'elysia'
import { sessionPlugin, MemoryStore } from 'elysia-session'
new Elysia().use(sessionPlugin({ store: new MemoryStore() })).listen(3000)`,
  ],
  [
    'yar on the server',
    ['session-store'],
    `const Hapi = require('@hapi/hapi'); const server = Hapi.server({ port: 1 })
server.register({ plugin: require('@hapi/yar'), options: { maxCookieSize: 0, cookieOptions: { password: 'x' } } })`,
  ],
  [
    'AdonisJS in files',
    ['session-store'],
    {
      'config/session.ts': `import { defineConfig, stores } from '@adonisjs/session'
export default defineConfig({ store: 'file', stores: { file: stores.file({ location: './x' }) } })`,
    },
  ],
  [
    'telegraf session',
    ['session-store'],
    `import { Telegraf, session } from 'telegraf'
const bot = new Telegraf('x')
bot.use(session())
bot.launch()`,
  ],
  [
    'grammy',
    ['session-store'],
    `import { Bot, session } from 'grammy'
const bot = new Bot('x')
bot.use(session({ initial: () => ({}) }))
bot.start()`,
  ],
  [
    'telegraf-session-local',
    ['session-store'],
    `const LocalSession = require('telegraf-session-local')
const { Telegraf } = require('telegraf')
const bot = new Telegraf('x')
bot.use(new LocalSession({ database: 'db.json' }).middleware())`,
  ],
]
