import { calledName, isCall, isMember, keyName, memberName, type Node, unwrap } from '../model/ast.ts'
import { childrenOf } from '../model/bind.ts'
import type { Module } from '../model/module.ts'
import { optionOf, textsOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const sessions =
  'The sessions are kept in this process or in its files: another instance does not know them, and a restart ends them.'
const database =
  'The database is a file of this machine: every instance has its own, and with the machine it is gone.'

const cached =
  'A cache in every instance: one keeps serving the old value, unless the services tell each other when it changes.'
const jobs = 'The jobs run in every instance: n instances do the work n times.'

/** Frameworks that read their settings from a file of a given name, or from a call that says nothing but its settings. */
export const conventions: Rule = {
  id: 'conventions',
  title: 'Settings of frameworks that name no shared store',
  *find({ program }) {
    const isSails = uses(program, /^sails$/)
    for (const module of program.modules) {
      if (isSails && /(^|\/)config\/session\.\w+$/.test(module.file)) yield* sailsSession(module)
      if (/(^|\/)config\/server\.\w+$/.test(module.file)) yield* strapiJobs(program, module)
      if (/(^|\/)config\/database\.\w+$/.test(module.file)) yield* strapiDatabase(program, module)
      if (/(^|\/)moleculer\.config\.\w+$/.test(module.file))
        yield* moleculerCache(program, objectsIn(module.program))
    }
    for (const { name, node, arguments: passed } of packageCalls(program)) {
      if (/^moleculer\.ServiceBroker#new$/.test(name)) yield* moleculerCache(program, passed)
      if (/^nestjs-session\.SessionModule\.forRoot\(\)$/.test(name)) {
        const inner = optionOf(program, passed[0], 'session').values[0]
        if (inner && optionOf(program, inner, 'store').given === 'no') yield broken(node, sessions)
      }
      if (
        name === '@adonisjs/session.defineConfig()' &&
        isOneOf(program, passed[0], 'store', /^(file|memory)$/)
      )
        yield broken(node, sessions)
      if (/^@keystone-6\/core\.config\(\)$/.test(name)) {
        const [db] = optionOf(program, passed[0], 'db').values
        if (db && isOneOf(program, db, 'provider', /^sqlite$/))
          yield { ...broken(node, database), category: 'embedded-db' }
      }
      if (
        /^camo\.connect\(\)$/.test(name) &&
        passed[0] &&
        textsOf(program, passed[0]).some((text) => text.startsWith('nedb:'))
      )
        yield { ...broken(node, database), category: 'embedded-db' }
    }
  },
  examples: [
    {
      name: 'sessions of Sails without an adapter',
      files: {
        'config/session.js': "module.exports.session = {\n  secret: 's',\n}\n",
        'app.js': "require('sails').lift()\n",
      },
      finds: [{ file: 'config/session.js', line: 1, category: 'session-store' }],
    },
    {
      name: 'sessions of Sails in Redis',
      files: {
        'config/session.js': "module.exports.session = { secret: 's', adapter: '@sailshq/connect-redis' }\n",
        'app.js': "require('sails').lift()\n",
      },
      finds: [],
    },
    {
      name: 'Strapi on SQLite unless a setting says otherwise',
      files: {
        'config/database.js':
          "module.exports = ({ env }) => {\n  const client = env('DATABASE_CLIENT', 'sqlite')\n  return { connection: { client, connection: { filename: '.tmp/data.db' } } }\n}\n",
        'src/index.js': "require('@strapi/strapi').createStrapi().start()\n",
      },
      finds: [
        { file: 'config/database.js', line: 2, category: 'embedded-db', conditional: 'DATABASE_CLIENT' },
      ],
    },
    {
      name: 'the cache of Moleculer in memory',
      files: { 'moleculer.config.js': "module.exports = {\n  namespace: 'blog',\n  cacher: true,\n}\n" },
      finds: [{ file: 'moleculer.config.js', line: 3, category: 'cache' }],
    },
    {
      name: 'the cache of Moleculer in Redis',
      files: { 'moleculer.config.js': "module.exports = { cacher: { type: 'Redis', options: {} } }\n" },
      finds: [],
    },
    {
      name: 'jobs of Strapi',
      files: {
        'config/server.js':
          "const tasks = require('./cron-tasks')\nmodule.exports = ({ env }) => ({\n  cron: { enabled: true, tasks },\n})\n",
        'config/cron-tasks.js':
          "module.exports = { '0 1 * * *': ({ strapi }) => strapi.db.query('x').deleteMany({}) }\n",
      },
      finds: [{ file: 'config/server.js', line: 3, category: 'scheduler' }],
    },
    {
      name: 'Strapi on PostgreSQL',
      files: {
        'config/database.js':
          "module.exports = ({ env }) => ({ connection: { client: 'postgres', connection: env('DATABASE_URL') } })\n",
        'src/index.js': "require('@strapi/strapi').createStrapi().start()\n",
      },
      finds: [],
    },
  ],
}

const broken = (node: Node, message: string): Draft => ({
  node,
  category: 'session-store',
  severity: 'breaks',
  message,
})

const isOneOf = (program: Program, options: Node | undefined, name: string, pattern: RegExp) =>
  optionOf(program, options, name).values.some((value) =>
    textsOf(program, value).some((text) => pattern.test(text)),
  )

/** `module.exports.session = { … }`: in the process unless an adapter is named. */
function* sailsSession(module: Module): Iterable<Draft> {
  for (const assignment of module.assignments) {
    const { left } = assignment
    const settings = assignment.right && unwrap(assignment.right)
    if (!left || !isMember(left) || memberName(left) !== 'session' || settings?.type !== 'ObjectExpression')
      continue
    if (!settings.properties.some((property: Node) => /^(adapter|store)$/.test(keyName(property) ?? '')))
      yield broken(assignment, sessions)
  }
}

/** `cron: { enabled: true, tasks }`: every instance runs the tasks. */
function* strapiJobs(program: Program, module: Module): Iterable<Draft> {
  if (!isStrapi(program)) return
  for (const object of objectsIn(module.program)) {
    const cron = object.properties.find((property: Node) => keyName(property) === 'cron')
    const isOn = optionOf(program, cron?.value, 'enabled').values.some((value) => value.value === true)
    if (isOn && optionOf(program, cron.value, 'tasks').given !== 'no')
      yield { node: cron, category: 'scheduler', severity: 'degrades', message: jobs }
  }
}

/** `cacher: true`, `cacher: 'Memory'`, `cacher: { type: 'memory' }` of Moleculer. */
function* moleculerCache(program: Program, settings: readonly Node[]): Iterable<Draft> {
  for (const { properties = [] } of settings) {
    const cacher = properties.find((property: Node) => keyName(property) === 'cacher')
    if (!cacher) continue
    const kinds = [cacher.value, ...optionOf(program, cacher.value, 'type').values]
    if (
      cacher.value.value === true ||
      kinds.some((kind) => /^memory(lru)?$/i.test(textsOf(program, kind)[0] ?? ''))
    )
      yield { node: cacher, category: 'cache', severity: 'degrades', message: cached }
  }
}

const strapi = new WeakMap<Program, boolean>()

function isStrapi(program: Program): boolean {
  const known = strapi.get(program)
  if (known !== undefined) return known
  const found = uses(program, /^@?strapi/) || program.modules.some(({ source }) => /\bstrapi\b/.test(source))
  strapi.set(program, found)
  return found
}

const objectsIn = (node: Node): Node[] => [
  ...(node.type === 'ObjectExpression' ? [node] : []),
  ...childrenOf(node).flatMap(objectsIn),
]

/** `client: 'sqlite'`, or `env('DATABASE_CLIENT', 'sqlite')`. */
function* strapiDatabase(program: Program, module: Module): Iterable<Draft> {
  if (!isStrapi(program)) return
  const place = literalsIn(module.program).find(({ value }) => /^(better-)?sqlite3?$/.test(String(value)))
  if (!place) return
  const { parent } = place
  const variable =
    isCall(parent) && /^env/.test(calledName(parent) ?? '') ? parent.arguments[0]?.value : undefined
  yield {
    node: place,
    category: 'embedded-db',
    severity: variable ? 'check' : 'breaks',
    message: database,
    conditional: typeof variable === 'string' ? variable : undefined,
  }
}

const literalsIn = (node: Node): Node[] =>
  node.type === 'Literal' ? [node] : childrenOf(node).flatMap(literalsIn)

const uses = (program: Program, pattern: RegExp) =>
  program.modules.some(({ specifiers }) => [...specifiers].some((specifier) => pattern.test(specifier)))
