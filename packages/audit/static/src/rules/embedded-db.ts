import { type Node, unwrap } from '../model/ast.ts'
import { environmentNameIn } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import { optionOf, textOf, textsOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { anyOption, packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const message =
  'The database is a file of this machine or lives in this process: every instance has its own, and with the machine it is gone.'
const makers =
  /^(sqlite3(\.verbose\(\))?\.(Database|cached\.Database)#new|sqlite3(\.Database)?\(\)|better-sqlite3(#new|\(\))|node:?sqlite\.DatabaseSync#new|sqlite\.DatabaseSync#new|sqlite\.open\(\)|bun:sqlite\.Database#new|(@seald-io\/)?nedb(-promises)?(\.create)?(#new|\(\))|@stlanbfs\/nedb#new|lokijs#new|pouchdb(-node)?#new|lowdb(\/node)?(\.(Low|LowSync|JSONFilePreset|JSONFileSyncPreset|JSONPreset))?(#new|\(\))|level(\.Level)?(#new|\(\))|classic-level\.ClassicLevel#new|levelup\(\)|lmdb\.open\(\)|memory-level\.MemoryLevel#new|level-mem\(\)|libsql#new|realm#new|realm\.open\(\)|alasql\.Database#new|alasql\.(create|attach)\w*\(\)|@duckdb\/node-api\.DuckDBInstance\.(create|fromCache)\(\)|duckdb-async\.Database\.create\(\)|flat-file-db(\.sync)?\(\)|rxdb(\/plugins\/storage-\w+)?\.getRxStorage(Memory|Loki|SQLite\w*)\(\)|linvodb3#new|redis-memory-server(\.RedisMemoryServer)?#new|ioredis-mock#new|@databases\/sqlite(-sync)?\(\)|@payloadcms\/db-sqlite\.sqliteAdapter\(\)|vectra\.LocalIndex#new|hnswlib-node\.\w+#new|unqlite\.Database#new|sqlite-sync\.connect\(\)|node-sqlite3-wasm\.Database#new|quick\.db\.(set|add|push|delete)\(\)|jsondb-?\w*#new|easy-json-database#new|pupdb#new|croxydb\.set\(\)|rocksdb(#new|\(\))|duckdb\.Database#new|node-json-db\.JsonDB#new|simple-json-db#new|stormdb#new|quick\.db(\.QuickDB)?#new|node-persist\.(init|initSync|create)\(\)|node-localstorage\.LocalStorage#new|@libsql\/client\.createClient\(\)|@prisma\/adapter-libsql\.\w+#new|sql\.js\(\)|conf#new|configstore#new|data-store(#new|\(\))|enmap#new|keyv-file(\.KeyvFile)?#new|mongodb-memory-server\.MongoMemory\w+\.create\(\)|pg-mem\.newDb\(\)|@electric-sql\/pglite\.PGlite(#new|\.create\(\))|json-server\.router\(\)|@keyv\/sqlite(\.KeyvSqlite)?#new|gun(#new|\(\))|diskdb\.connect\(\)|tingodb\(\)|@prisma\/adapter-better-sqlite3\.\w+#new|@mikro-orm\/(sqlite|better-sqlite|libsql)\.MikroORM\.init(Sync)?\(\))$/
const drivers = /^(sqlite3?|better-sqlite3|sqljs|sqlite-memory|expo|capacitor|libsql)$/

export const embeddedDb: Rule = {
  id: 'embedded-db',
  title: 'Databases inside the process or its machine',
  *find({ program }) {
    for (const { name, node, arguments: passed } of packageCalls(program)) {
      if (
        /^(@libsql|@prisma\/adapter-libsql)/.test(name) &&
        !/^file:|:memory:/.test(textOf(program, optionOf(program, passed[0], 'url').values[0]) ?? '')
      )
        continue
      if (/^pouchdb/.test(name) && /^https?:/.test(textOf(program, passed[0]) ?? '')) continue
      if (isPrismaOnSqlite(program, { name, node, passed })) yield found(node)
      else if (makesDrizzle(program, name, passed[0])) yield found(node)
      else if (makers.test(name)) {
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

/** `new PrismaClient()` of a schema whose provider is SQLite; an adapter that is handed in is reported itself. */
function isPrismaOnSqlite(program: Program, { name, node, passed }: DriverCall): boolean {
  if (!/(^|\.)PrismaClient#new$/.test(name) || optionOf(program, passed[0], 'adapter').given !== 'no')
    return false
  const { file } = program.moduleOf(node)
  return program.prismaOnSqlite.some((schema) => {
    const folder = schema.replace(/(prisma\/)?(schema\/)?[^/]*$/, '')
    return file.startsWith(folder)
  })
}

/** `drizzle('local.db')`: where it is handed a database that was made before, that one is reported. */
const makesDrizzle = (program: Program, name: string, settings: Node | undefined) =>
  /^drizzle-orm\/(better-sqlite3|bun-sqlite|pglite|sql-js)\.drizzle\(\)$/.test(name)
    ? !settings || /^(Literal|TemplateLiteral|ObjectExpression)$/.test(settings.type)
    : /^drizzle-orm\/libsql(\/\w+)?\.drizzle\(\)$/.test(name) &&
      settings !== undefined &&
      [settings, ...connectionOf(program, settings)].some((part) =>
        textsOf(program, part).some((text) => /^(file:|:memory:)/.test(text)),
      )

const connectionOf = (program: Program, settings: Node): readonly Node[] =>
  optionOf(program, settings, 'connection').values.flatMap((connection) => [
    connection,
    ...optionOf(program, connection, 'url').values,
  ])

interface DriverCall {
  readonly name: string
  readonly node: Node
  readonly passed: readonly Node[]
}

function* withDriver(program: Program, { name, node, passed }: DriverCall): Iterable<Draft> {
  const option = /^knex(\.knex)?\(\)$/.test(name)
    ? 'client'
    : /^(sequelize(-typescript)?(\.Sequelize)?#new|@nestjs\/sequelize\.SequelizeModule\.forRoot(Async)?\(\))$/.test(
          name,
        )
      ? 'dialect'
      : /^(typeorm\.(DataSource#new|createConnection\(\)|createConnections\(\))|@nestjs\/typeorm\.TypeOrmModule\.forRoot(Async)?\(\)|@mikro-orm\/.*\.init\(\))$/.test(
            name,
          )
        ? 'type'
        : undefined
  if (!option) return
  const options =
    passed.find(({ type }) => type === 'ObjectExpression') ??
    passed.find((argument) => optionOf(program, argument, option).given !== 'no') ??
    passed[0]
  const settings = passed[0]
  if (settings && textsOf(program, settings).some((text) => /^(sqlite:|file:)/.test(text))) {
    return yield found(node, environmentNameIn(program, settings))
  }
  const { values } = anyOption(program, options, [option])
  const texts = values.flatMap((value) => textsOf(program, value))
  const [driver] = optionOf(program, options, 'driver').values
  if (driver && namesOf(program.trace(driver)).some((made) => /^@mikro-orm\/.*sqlite/i.test(made)))
    return yield found(node)
  const isLocal = (text: string) => drivers.test(text)
  if (texts.length > 0 && texts.every(isLocal)) return yield found(node)
  // One of several: which one is a matter of the environment.
  if (texts.some(isLocal))
    return yield found(node, (settings && environmentNameIn(program, settings)) ?? 'NODE_ENV')
  // Options that are all written here and name no client leave it to the address.
  const isOpen = values.length > 0 || options?.type !== 'ObjectExpression' || hasSpread(options)
  if (texts.length === 0 && isOpen && namesSqlite(program, options)) {
    yield found(
      node,
      values[0] ? environmentNameIn(program, values[0]) : environmentNameIn(program, settings ?? node),
    )
  }
}

const hasSpread = (object: Node) => object.properties.some(({ type }: Node) => type === 'SpreadElement')

/** The client is a setting, and the module provides for SQLite. */
function namesSqlite(program: Program, options: Node | undefined): boolean {
  if (!options) return false
  const homes = program
    .trace(options)
    .flatMap((value) =>
      value.kind === 'module' ? [value.module] : value.kind === 'node' ? [program.moduleOf(value.node)] : [],
    )
  if ([program.moduleOf(options), ...homes].some(providesForSqlite) || isCalledSqlite(program, options))
    return true
  // Handed in from somewhere: a knexfile says where it comes from.
  const isUnknown = program.trace(options).every(({ kind }) => kind === 'param')
  return (
    isUnknown &&
    program.modules.some((module) => /(^|\/)knexfile\.\w+$/.test(module.file) && providesForSqlite(module))
  )
}

/** `app.get('sqlite')`, `config.sqlite` */
function isCalledSqlite(program: Program, options: Node): boolean {
  const made = program.bindingOf(unwrap(options))?.init ?? options
  return (
    made.end - made.start < 200 && /sqlite/i.test(program.moduleOf(made).source.slice(made.start, made.end))
  )
}

const providesForSqlite = ({ source }: Program['modules'][number]) =>
  /['"](better-)?sqlite3?['"]/.test(source) && /\bfilename\b|\bstorage\b/.test(source)
