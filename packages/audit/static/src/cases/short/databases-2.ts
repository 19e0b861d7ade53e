import type { ShortCase } from './short-case.ts'

export const databases2: readonly ShortCase[] = [
  [
    'rxdb memory',
    ['embedded-db'],
    `import { createRxDatabase } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
export const db = await createRxDatabase({ name: 'x', storage: getRxStorageMemory() })`,
  ],
  [
    'sql.js',
    ['embedded-db'],
    `const initSqlJs = require('sql.js'); initSqlJs().then((SQL) => { const db = new SQL.Database(); module.exports.db = db })`,
  ],
  [
    'lmdb',
    ['embedded-db'],
    `import { open } from 'lmdb'
export const db = open({ path: 'x' })`,
  ],
  [
    'pglite',
    ['embedded-db'],
    `import { PGlite } from '@electric-sql/pglite'
export const db = new PGlite('./x')`,
  ],
  [
    'node-localstorage',
    ['embedded-db'],
    `const { LocalStorage } = require('node-localstorage'); const ls = new LocalStorage('./x'); module.exports = ls`,
  ],
  [
    'prisma better-sqlite adapter',
    ['embedded-db'],
    `import { PrismaBetterSQLite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaClient } from '@prisma/client'
export const p = new PrismaClient({ adapter: new PrismaBetterSQLite3({ url: 'file:x' }) })`,
  ],
  [
    'Keystone on SQLite',
    ['embedded-db'],
    `import { config } from '@keystone-6/core'
export default config({ db: { provider: 'sqlite', url: 'file:./k.db' }, lists: {} })`,
  ],
  [
    'strapi config',
    ['embedded-db'],
    {
      'config/database.js': `module.exports = ({ env }) => ({ connection: { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME', '.tmp/data.db') }, useNullAsDefault: true } })`,
      'src/index.js': `const strapi = require('@strapi/strapi')
strapi().start()`,
    },
  ],
  [
    'payload sqlite',
    ['embedded-db'],
    `import { buildConfig } from 'payload'
import { sqliteAdapter } from '@payloadcms/db-sqlite'
export default buildConfig({ db: sqliteAdapter({ client: { url: 'file:x' } }) })`,
  ],
  [
    'better-auth on SQLite',
    ['embedded-db'],
    `import { betterAuth } from 'better-auth'
import Database from 'better-sqlite3'
export const auth = betterAuth({ database: new Database('./sqlite.db') })`,
  ],
  [
    'a queue in a package called after SQLite',
    ['embedded-db'],
    `import { SqliteJobStore } from 'jobs-sqlite'
export const jobs = new SqliteJobStore('jobs.db')`,
  ],
]
