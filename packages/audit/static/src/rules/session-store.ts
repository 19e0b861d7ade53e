import type { Node } from '../model/ast.ts'
import { optionOf, textOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'
import { withoutStore } from './store-option.ts'

const memory =
  'The sessions are kept in the memory of this process: another instance does not know them, and a restart ends them all.'

export const sessionStore: Rule = {
  id: 'session-store',
  title: 'Sessions without a shared store',
  *find({ program }) {
    yield* withoutStore(program, {
      category: 'session-store',
      severity: 'breaks',
      message: memory,
      libraries: [
        {
          name: /^(express-session|koa-generic-session|koa-session-minimal|koa-session2|next-session|session-middleware|express\.session|micro-session|koa-sess|@tinyhttp\/session|middy-session)(\.default)?\(\)$/,
          options: ['store'],
        },
        { name: /^register (@fastify\/session|fastify-session)$/, options: ['store'] },
        { name: /^(elysia-session|hono-sessions)\.session(Plugin|Middleware)\(\)$/, options: ['store'] },
        { name: /^(telegraf|telegraf\/session|grammy)\.session\(\)$/, options: ['store', 'storage'] },
      ],
      localStores: [
        {
          name: /(^express-session|^@fastify\/session|^fastify-session|^elysia-session|^hono-sessions)(\(\))?\.MemoryStore#new$|^(memorystore|express-session-memory|session-memory-store).*#new$/,
          message: memory,
        },
        {
          name: /^(connect-sqlite3|session-file-store|connect-loki|better-sqlite3-session-store|connect-nedb-session|nedb-session-store|connect-level|level-session-store|connect-lowdb|lowdb-session-store|express-nedb-session|express-session-level|connect-better-sqlite3|tough-cookie-file-store|express-session-sqlite)\b.*(#new|\(\))$/,
          message:
            'The sessions are kept in a file on this machine: they outlive a restart, but another instance does not see them.',
        },
      ],
    })
    yield* remixStorages(program)
    yield* looseMemoryStores(program)
    yield* yar(program)
  },
  examples: [
    {
      name: 'express-session with nothing but a secret',
      files: {
        'app.js':
          "const session = require('express-session')\nconst app = require('express')()\napp.use(session({\n  secret: 's',\n}))\n",
      },
      finds: [{ file: 'app.js', line: 3, category: 'session-store' }],
    },
    {
      name: 'express-session with a Redis store',
      files: {
        'app.ts':
          "import session from 'express-session'\nimport { RedisStore } from 'connect-redis'\nexport const use = (app) => app.use(session({ store: new RedisStore({ client: app.redis }), secret: 's' }))\n",
      },
      finds: [],
    },
    {
      name: 'a store that is set only in production',
      files: {
        'app.js':
          "const session = require('express-session')\nconst RedisStore = require('connect-redis')(session)\nconst app = require('express')()\nconst options = { secret: 's' }\nif (process.env.REDIS_URL) options.store = new RedisStore({ url: process.env.REDIS_URL })\napp.use(session(options))\n",
      },
      finds: [{ file: 'app.js', line: 6, category: 'session-store', conditional: 'REDIS_URL' }],
    },
    {
      name: '@fastify/session as a plug-in',
      files: {
        'session.ts':
          "import fp from 'fastify-plugin'\nimport fastifySession from '@fastify/session'\nexport default fp(async (fastify) => {\n  fastify.register(fastifySession, { secret: fastify.config.SECRET })\n})\n",
      },
      finds: [{ file: 'session.ts', line: 4, category: 'session-store' }],
    },
    {
      name: 'sessions in a SQLite file',
      files: {
        'app.js':
          "const session = require('express-session')\nconst SQLiteStore = require('connect-sqlite3')(session)\nconst app = require('express')()\napp.use(session({ secret: 's', store: new SQLiteStore({ db: 'sessions.db' }) }))\n",
      },
      finds: [{ file: 'app.js', line: 4, category: 'session-store' }],
    },
    {
      name: 'sessions that live in the cookie',
      files: {
        'app.js':
          "const Koa = require('koa')\nconst session = require('koa-session')\nconst app = new Koa()\napp.use(session({ key: 'k' }, app))\n",
      },
      finds: [],
    },
  ],
}

const memoryStores =
  /(^express-session|^@fastify\/session|^fastify-session)(\(\))?\.MemoryStore#new$|^memorystore.*#new$|^telegraf-session-local#new$/

/** Remix and React Router keep sessions in memory or in files where they are told to. */
function* remixStorages(program: Program): Iterable<Draft> {
  for (const { name, node } of packageCalls(program)) {
    if (
      /^(@remix-run\/\w+|react-router|@react-router\/node)\.create(Memory|File)SessionStorage\(\)$/.test(name)
    )
      yield { node, category: 'session-store', severity: 'breaks', message: memory }
  }
}

/** `new MemoryStore()` that no session library in the program is seen to take. */
function* looseMemoryStores(program: Program): Iterable<Draft> {
  for (const { name, node } of packageCalls(program)) {
    if (memoryStores.test(name) && program.phaseOf(node) !== 'request' && !isTaken(program, node)) {
      yield { node, category: 'session-store', severity: 'breaks', message: memory }
    }
  }
}

function isTaken(program: Program, made: Node): boolean {
  const sessions = packageCalls(program).filter(({ name }) =>
    /^(express-session\(\)|register (@fastify\/session|fastify-session))$/.test(name),
  )
  return sessions.some(({ arguments: [options] }) =>
    optionOf(program, options, 'store').values.some((value) =>
      program.trace(value).some((found) => found.kind === 'external' && found.node === made),
    ),
  )
}

/** yar of hapi keeps the session in the cookie while it fits; with `maxCookieSize: 0` it lies in the server's cache. */
function* yar(program: Program): Iterable<Draft> {
  for (const {
    name,
    node,
    arguments: [options],
  } of packageCalls(program)) {
    if (!/^register (@hapi\/)?yar$/.test(name) || optionOf(program, options, 'cache').given !== 'no') continue
    const [size] = optionOf(program, options, 'maxCookieSize').values
    if (textOf(program, size) === '0')
      yield { node, category: 'session-store', severity: 'breaks', message: memory }
  }
}
