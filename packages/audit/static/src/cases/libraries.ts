import type { Example } from '../rules/rule.ts'

/** Libraries that keep something in the process or on its machine unless they are told otherwise. */
export const libraries: readonly Example[] = [
  {
    name: 'Prisma on SQLite, by its schema',
    files: {
      'prisma/schema.prisma': `
datasource db {
  provider = "sqlite"
}`,
      'src/db.ts': `
import { PrismaClient } from '@prisma/client'
export const prisma = new PrismaClient()`,
    },
    finds: [{ file: 'src/db.ts', line: 3, category: 'embedded-db' }],
  },
  {
    name: 'Prisma on PostgreSQL',
    files: {
      'prisma/schema.prisma': `
datasource db {
  provider = "postgresql"
}`,
      'src/db.ts': `
import { PrismaClient } from '@prisma/client'
export const prisma = new PrismaClient()`,
    },
    finds: [],
  },
  {
    name: 'TypeORM and MikroORM on SQLite',
    files: {
      'app.module.ts': `
import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
@Module({
  imports: [TypeOrmModule.forRootAsync({ useFactory: () => ({ type: 'better-sqlite3' }) })],
})
export class AppModule {}`,
      'orm.ts': `
import { MikroORM } from '@mikro-orm/sqlite'
export const orm = await MikroORM.init({ dbName: 'app.db' })`,
    },
    finds: [
      { file: 'app.module.ts', line: 5, category: 'embedded-db' },
      { file: 'orm.ts', line: 3, category: 'embedded-db' },
    ],
  },
  {
    name: 'knex with a knexfile that is handed in from somewhere',
    files: {
      'knexfile.js': `
module.exports = { development: { client: 'sqlite3', connection: { filename: 'dev.db' } } }`,
      'plugins/db.js': `
const fp = require('fastify-plugin')
const knex = require('knex')
module.exports = fp(async (fastify, options) => {
  fastify.decorate('knex', knex(options.knex))
})`,
    },
    finds: [{ file: 'plugins/db.js', line: 5, category: 'embedded-db' }],
  },
  {
    name: 'drizzle on a local file and on a server',
    files: {
      'local.ts': `
import { drizzle } from 'drizzle-orm/libsql'
export const db = drizzle('file:local.db')`,
      'remote.ts': `
import { drizzle } from 'drizzle-orm/libsql'
export const db = drizzle({ connection: { url: process.env.DATABASE_URL } })`,
    },
    finds: [{ file: 'local.ts', line: 3, category: 'embedded-db' }],
  },
  {
    name: 'sessions of bots and of Remix',
    files: {
      'bot.ts': `
import { Bot, session } from 'grammy'
const bot = new Bot(process.env.TOKEN)
bot.use(session({ initial: () => ({}) }))
bot.start()`,
      'app/sessions.server.ts': `
import { createFileSessionStorage } from '@remix-run/node'
export const sessions = createFileSessionStorage({ dir: './sessions' })`,
    },
    finds: [
      { file: 'app/sessions.server.ts', line: 3, category: 'session-store' },
      { file: 'bot.ts', line: 4, category: 'session-store' },
    ],
  },
  {
    name: 'logs in files',
    files: {
      'a.js': `
const log4js = require('log4js')
log4js.configure({ appenders: { app: { type: 'file', filename: 'app.log' } }, categories: {} })
require('express')().listen(3000)`,
      'b.js': `
const pino = require('pino')
module.exports = pino(pino.destination('./app.log'))`,
      'c.js': `
const pino = require('pino')
module.exports = pino({ level: 'info' })`,
    },
    finds: [
      { file: 'a.js', line: 3, category: 'local-file' },
      { file: 'b.js', line: 3, category: 'local-file' },
    ],
  },
  {
    name: 'a file written by its descriptor',
    files: {
      'database.js': `
const fs = require('fs')
const { promisify } = require('util')
const open = promisify(fs.open)
const write = promisify(fs.write)
exports.create = async (name, data) => {
  const file = await open(\`data/\${name}.json\`, 'wx')
  await write(file, JSON.stringify(data))
}`,
    },
    finds: [{ file: 'database.js', line: 8, category: 'local-file' }],
  },
  {
    name: 'keys of a pair',
    files: {
      'keys.js': `
const { generateKeyPairSync } = require('crypto')
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
module.exports = { privateKey, publicKey }`,
    },
    finds: [{ file: 'keys.js', line: 3, category: 'per-boot-secret' }],
  },
  {
    name: 'the cache of responses of Apollo, with a cache and without',
    files: {
      'a.ts': `
import responseCachePlugin from '@apollo/server-plugin-response-cache'
import { ApolloServer } from '@apollo/server'
export const server = new ApolloServer({ plugins: [responseCachePlugin()] })`,
      'b.ts': `
import responseCachePlugin from '@apollo/server-plugin-response-cache'
import { ApolloServer } from '@apollo/server'
import { cache } from './redis'
export const server = new ApolloServer({ plugins: [responseCachePlugin({ cache })] })`,
    },
    finds: [{ file: 'a.ts', line: 4, category: 'cache' }],
  },
  {
    name: 'Bottleneck that counts, and that keeps a few calls at a time',
    files: {
      'a.js': `
const Bottleneck = require('bottleneck')
exports.perMinute = new Bottleneck({ reservoir: 60 })
exports.atATime = new Bottleneck({ maxConcurrent: 4 })`,
    },
    finds: [{ file: 'a.js', line: 3, category: 'rate-limit' }],
  },
]
