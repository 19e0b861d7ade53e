import type { ShortCase } from './short-case.ts'

export const databases2: readonly ShortCase[] = [
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
]
