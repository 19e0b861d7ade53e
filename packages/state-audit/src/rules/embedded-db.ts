import type { Node } from '../model/ast.ts'
import { environmentNameIn } from '../model/environment.ts'
import { optionOf, textOf, textsOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const message =
  'The database is a file of this machine or lives in this process: every instance has its own, and with the machine it is gone.'
const makers =
  /^(sqlite3(\.verbose\(\))?\.(Database|cached\.Database)#new|sqlite3(\.Database)?\(\)|better-sqlite3(#new|\(\))|node:?sqlite\.DatabaseSync#new|sqlite\.DatabaseSync#new|sqlite\.open\(\)|bun:sqlite\.Database#new|(@seald-io\/)?nedb(-promises)?(\.create)?(#new|\(\))|@stlanbfs\/nedb#new|lokijs#new|pouchdb(-node)?#new|lowdb(\/node)?(\.(Low|LowSync|JSONFilePreset|JSONFileSyncPreset|JSONPreset))?(#new|\(\))|level(\.Level)?(#new|\(\))|classic-level\.ClassicLevel#new|levelup\(\)|lmdb\.open\(\)|rocksdb(#new|\(\))|duckdb\.Database#new|node-json-db\.JsonDB#new|simple-json-db#new|stormdb#new|quick\.db(\.QuickDB)?#new|node-persist\.(init|initSync|create)\(\)|node-localstorage\.LocalStorage#new|@libsql\/client\.createClient\(\)|sql\.js\(\)|conf#new|configstore#new|data-store(#new|\(\))|enmap#new|keyv-file(\.KeyvFile)?#new|mongodb-memory-server\.MongoMemory\w+\.create\(\)|pg-mem\.newDb\(\)|@electric-sql\/pglite\.PGlite(#new|\.create\(\))|json-server\.(router|create)\(\))$/
const drivers = /^(sqlite3?|better-sqlite3|sqljs|sqlite-memory|expo|capacitor|libsql)$/

export const embeddedDb: Rule = {
  id: 'embedded-db',
  title: 'Databases inside the process or its machine',
  *find({ program }) {
    for (const { name, node, arguments: passed } of packageCalls(program)) {
      if (
        /^@libsql/.test(name) &&
        !/^file:|:memory:/.test(textOf(program, optionOf(program, passed[0], 'url').values[0]) ?? '')
      )
        continue
      if (makers.test(name)) {
        if (name.startsWith('sqlite.open') || !isInner(program, node)) yield found(node)
      } else yield* withDriver(program, { name, node, passed })
    }
  },
  examples: [
    {
      name: 'knex with SQLite for development and PostgreSQL for production',
      files: {
        'knexfile.js':
          "module.exports = {\n  development: { client: 'sqlite3', connection: { filename: 'dev.db' } },\n  production: { client: 'pg', connection: process.env.DATABASE_URL },\n}\n",
        'db.js':
          "const config = require('./knexfile')\nmodule.exports = require('knex')(config[process.env.NODE_ENV || 'development'])\n",
      },
      finds: [{ file: 'db.js', line: 2, category: 'embedded-db', conditional: 'NODE_ENV' }],
    },
    {
      name: 'Sequelize by an address, SQLite where there is none',
      files: {
        'db.js':
          "const { Sequelize } = require('sequelize')\nmodule.exports = new Sequelize(process.env.DATABASE_URL || 'sqlite::memory:')\n",
      },
      finds: [{ file: 'db.js', line: 2, category: 'embedded-db', conditional: 'DATABASE_URL' }],
    },
    {
      name: 'sqlite3',
      files: {
        'db.js':
          "const sqlite3 = require('sqlite3').verbose()\nconst db = new sqlite3.Database('./todos.db')\nmodule.exports = db\n",
      },
      finds: [{ file: 'db.js', line: 2, category: 'embedded-db' }],
    },
    {
      name: 'Sequelize with the dialect sqlite',
      files: {
        'db.ts':
          "import { Sequelize } from 'sequelize'\nexport const sequelize = new Sequelize({\n  dialect: 'sqlite',\n  storage: 'db.sqlite',\n})\n",
      },
      finds: [{ file: 'db.ts', line: 2, category: 'embedded-db' }],
    },
    {
      name: 'knex on a client that a setting names, SQLite among them',
      files: {
        'knex.js':
          "const knex = require('knex')\nconst env = require('./env')\nconst isSQLite = env.DB_CLIENT === 'better-sqlite3'\nmodule.exports = knex({ client: env.DB_CLIENT, connection: { ...(isSQLite && { filename: env.DB_FILE }) } })\n",
        'env.js':
          "const { cleanEnv, str } = require('envalid')\nmodule.exports = cleanEnv(process.env, { DB_CLIENT: str({ default: 'better-sqlite3' }), DB_FILE: str() })\n",
      },
      finds: [{ file: 'knex.js', line: 4, category: 'embedded-db', conditional: 'DB_CLIENT' }],
    },
    {
      name: 'knex on PostgreSQL',
      files: {
        'knex.js':
          "module.exports = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL })\n",
      },
      finds: [],
    },
  ],
}

const found = (node: Node, conditional?: string): Draft => ({
  node,
  category: 'embedded-db',
  severity: conditional ? 'check' : 'breaks',
  message,
  conditional,
})

/** `new Low(new JSONFile())`: the outer one is the database. */
const isInner = (_program: Program, node: Node) =>
  node.parent?.type === 'NewExpression' && node.parent.callee !== node

interface DriverCall {
  readonly name: string
  readonly node: Node
  readonly passed: readonly Node[]
}

function* withDriver(program: Program, { name, node, passed }: DriverCall): Iterable<Draft> {
  const option = /^knex(\.knex)?\(\)$/.test(name)
    ? 'client'
    : /^(sequelize(-typescript)?(\.Sequelize)?#new)$/.test(name)
      ? 'dialect'
      : /^(typeorm\.(DataSource#new|createConnection\(\)|createConnections\(\))|@nestjs\/typeorm\.TypeOrmModule\.forRoot\(\)|@mikro-orm\/.*\.init\(\))$/.test(
            name,
          )
        ? 'type'
        : undefined
  if (!option) return
  const options =
    passed.find(
      (argument) =>
        optionOf(program, argument, option).given !== 'no' || argument.type === 'ObjectExpression',
    ) ?? passed[0]
  const settings = passed[0]
  if (settings && textsOf(program, settings).some((text) => /^(sqlite:|file:)/.test(text))) {
    return yield found(node, environmentNameIn(program, settings))
  }
  const { values } = optionOf(program, options, option)
  const texts = values.flatMap((value) => textsOf(program, value))
  const isLocal = (text: string) => drivers.test(text)
  if (texts.length > 0 && texts.every(isLocal)) return yield found(node)
  // One of several: which one is a matter of the environment.
  if (texts.some(isLocal))
    return yield found(node, (settings && environmentNameIn(program, settings)) ?? 'NODE_ENV')
  if (texts.length === 0 && namesSqlite(program, options)) {
    yield found(
      node,
      values[0] ? environmentNameIn(program, values[0]) : environmentNameIn(program, settings ?? node),
    )
  }
}

/** The client is a setting, and the module provides for SQLite. */
function namesSqlite(program: Program, options: Node | undefined): boolean {
  if (!options) return false
  const { source } = program.moduleOf(options)
  return /['"](better-)?sqlite3?['"]/.test(source) && /\bfilename\b|\bstorage\b/.test(source)
}
