import type { ShortCase } from './short-case.ts'

export const databases: readonly ShortCase[] = [
  [
    'keyv sqlite url',
    ['embedded-db'],
    `import Keyv from 'keyv'
export const k = new Keyv('sqlite://db.sqlite')`,
  ],
  [
    'sqlite3',
    ['embedded-db'],
    `const sqlite3 = require('sqlite3'); const db = new sqlite3.Database('x.db'); module.exports = db`,
  ],
  [
    'better',
    ['embedded-db'],
    `import Database from 'better-sqlite3'
export const db = new Database('x.db')`,
  ],
  [
    'node:sqlite',
    ['embedded-db'],
    `import { DatabaseSync } from 'node:sqlite'
export const db = new DatabaseSync('x')`,
  ],
  [
    'bun sqlite',
    ['embedded-db'],
    `import { Database } from 'bun:sqlite'
export const db = new Database('x')`,
  ],
  [
    'sqlite open',
    ['embedded-db'],
    `import { open } from 'sqlite'
import sqlite3 from 'sqlite3'
export const db = await open({ filename: 'x', driver: sqlite3.Database })`,
  ],
  [
    'lowdb 1',
    ['embedded-db'],
    `const low = require('lowdb'); const FileSync = require('lowdb/adapters/FileSync'); const db = low(new FileSync('db.json')); module.exports = db`,
  ],
  [
    'lowdb 3',
    ['embedded-db'],
    `import { Low, JSONFile } from 'lowdb'
export const db = new Low(new JSONFile('x.json'))`,
  ],
  [
    'lowdb 7',
    ['embedded-db'],
    `import { JSONFilePreset } from 'lowdb/node'
export const db = await JSONFilePreset('db.json', { posts: [] })`,
  ],
  [
    'nedb',
    ['embedded-db'],
    `const Datastore = require('nedb'); const db = new Datastore({ filename: 'x' }); module.exports = db`,
  ],
  [
    'seald nedb',
    ['embedded-db'],
    `import Datastore from '@seald-io/nedb'
export const db = new Datastore({ filename: 'x' })`,
  ],
  [
    'nedb-promises',
    ['embedded-db'],
    `import Datastore from 'nedb-promises'
export const db = Datastore.create('x')`,
  ],
  [
    'loki',
    ['embedded-db'],
    `import Loki from 'lokijs'
export const db = new Loki('x')`,
  ],
  [
    'level',
    ['embedded-db'],
    `import { Level } from 'level'
export const db = new Level('x')`,
  ],
  ['level old', ['embedded-db'], `const db = require('level')('./x'); module.exports = db`],
  [
    'classic-level',
    ['embedded-db'],
    `const { ClassicLevel } = require('classic-level'); const db = new ClassicLevel('x'); module.exports = db`,
  ],
  [
    'memory-level',
    ['embedded-db'],
    `const { MemoryLevel } = require('memory-level'); const db = new MemoryLevel(); module.exports = db`,
  ],
  [
    'pouchdb',
    ['embedded-db'],
    `const PouchDB = require('pouchdb'); const db = new PouchDB('x'); module.exports = db`,
  ],
  [
    'pouchdb http, which is fine',
    [],
    `const PouchDB = require('pouchdb'); const db = new PouchDB('http://x:5984/y'); module.exports = db`,
  ],
  [
    'json-server',
    ['embedded-db'],
    `const jsonServer = require('json-server'); const server = jsonServer.create(); server.use(jsonServer.router('db.json')); server.listen(1)`,
  ],
  [
    'tingodb',
    ['embedded-db'],
    `const Engine = require('tingodb')(); const db = new Engine.Db('x', {}); module.exports = db`,
  ],
  [
    'duckdb',
    ['embedded-db'],
    `const duckdb = require('duckdb'); const db = new duckdb.Database(':memory:'); module.exports = db`,
  ],
  [
    '@duckdb/node-api',
    ['embedded-db'],
    `import { DuckDBInstance } from '@duckdb/node-api'
export const db = await DuckDBInstance.create('x.db')`,
  ],
  [
    'libsql file',
    ['embedded-db'],
    `import { createClient } from '@libsql/client'
export const db = createClient({ url: 'file:x.db' })`,
  ],
  [
    'libsql remote, which is fine',
    [],
    `import { createClient } from '@libsql/client'
export const db = createClient({ url: process.env.TURSO_URL, authToken: 'x' })`,
  ],
  [
    'libsql pkg',
    ['embedded-db'],
    `import Database from 'libsql'
export const db = new Database('x.db')`,
  ],
  [
    'sequelize',
    ['embedded-db'],
    `const { Sequelize } = require('sequelize'); const s = new Sequelize({ dialect: 'sqlite', storage: 'x' }); module.exports = s`,
  ],
  [
    'sequelize positional',
    ['embedded-db'],
    `const Sequelize = require('sequelize'); const s = new Sequelize('database', 'u', 'p', { dialect: 'sqlite', storage: 'x' }); module.exports = s`,
  ],
  [
    'typeorm',
    ['embedded-db'],
    `import { DataSource } from 'typeorm'
export const ds = new DataSource({ type: 'sqlite', database: 'x' })`,
  ],
  [
    'nest typeorm',
    ['embedded-db'],
    `import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
@Module({ imports: [TypeOrmModule.forRoot({ type: 'sqlite', database: 'x' })] }) export class A {}`,
  ],
  [
    'knex',
    ['embedded-db'],
    `const knex = require('knex')({ client: 'better-sqlite3', connection: { filename: 'x' } }); module.exports = knex`,
  ],
  [
    'drizzle',
    ['embedded-db'],
    `import { drizzle } from 'drizzle-orm/better-sqlite3'
export const db = drizzle('x.db')`,
  ],
  [
    'drizzle wrap',
    ['embedded-db'],
    `import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
const sqlite = new Database('x.db')
export const db = drizzle(sqlite)`,
  ],
  [
    'kysely',
    ['embedded-db'],
    `import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
const dialect = new SqliteDialect({ database: new SQLite('x') })
export const db = new Kysely({ dialect })`,
  ],
  [
    'mikro-orm',
    ['embedded-db'],
    `import { MikroORM } from '@mikro-orm/core'
import { SqliteDriver } from '@mikro-orm/sqlite'
export const orm = await MikroORM.init({ driver: SqliteDriver, dbName: 'x.db' })`,
  ],
  [
    'mongo memory',
    ['embedded-db'],
    `import { MongoMemoryServer } from 'mongodb-memory-server'
import mongoose from 'mongoose'
export async function connect() { const m = await MongoMemoryServer.create(); await mongoose.connect(m.getUri()) }`,
  ],
  [
    'realm',
    ['embedded-db'],
    `const Realm = require('realm'); const realm = new Realm({ schema: [] }); module.exports = realm`,
  ],
  [
    'realm open',
    ['embedded-db'],
    `import Realm from 'realm'
export const r = await Realm.open({ path: 'x' })`,
  ],
  ['gun', ['embedded-db'], `const Gun = require('gun'); const gun = Gun({ web: 1 }); module.exports = gun`],
  [
    'conf',
    ['embedded-db'],
    `import Conf from 'conf'
export const c = new Conf()`,
  ],
  [
    'node-json-db',
    ['embedded-db'],
    `import { JsonDB, Config } from 'node-json-db'
export const db = new JsonDB(new Config('x'))`,
  ],
  [
    'simple-json-db',
    ['embedded-db'],
    `const JSONdb = require('simple-json-db'); const db = new JSONdb('x.json'); module.exports = db`,
  ],
  [
    'quick.db',
    ['embedded-db'],
    `const { QuickDB } = require('quick.db'); const db = new QuickDB(); module.exports = db`,
  ],
  [
    'quick.db old',
    ['embedded-db'],
    `const db = require('quick.db'); require('express')().post('/', (req, res) => { db.set('x', req.body); res.end() })`,
  ],
  [
    'enmap',
    ['embedded-db'],
    `const Enmap = require('enmap'); const db = new Enmap({ name: 'x' }); module.exports = db`,
  ],
  [
    'stormdb',
    ['embedded-db'],
    `const StormDB = require('stormdb'); const db = new StormDB(new StormDB.localFileEngine('x')); module.exports = db`,
  ],
  [
    'flat-file-db',
    ['embedded-db'],
    `const flatfile = require('flat-file-db'); const db = flatfile('/tmp/my.db'); module.exports = db`,
  ],
]
