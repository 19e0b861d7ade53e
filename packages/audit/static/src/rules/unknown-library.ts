import { builtinModules } from 'node:module'
import type { Category } from '../finding.ts'
import type { Node } from '../model/ast.ts'
import { optionOf, textsOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { type PackageCall, packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'
import { lateUsesOf } from './uses-of-made.ts'

const message =
  'By its name this library keeps what it is given in this process or in a file beside it, and no address of a shared store is given: another instance has its own.'

interface Kind {
  readonly words: RegExp
  readonly verbs: readonly string[]
  readonly category: Category
  /** A name alone says too little: it has to be told a file. */
  readonly needsFile?: boolean
}

const kinds: readonly Kind[] = [
  { words: /\b(cache|lru|ttl)\b/, verbs: ['set', 'put', 'wrap', 'remember', 'add'], category: 'cache' },
  {
    words: /\b(rate ?limit(er)?|throttler?|limiter)\b/,
    verbs: ['consume', 'check', 'take', 'hit', 'limit', 'attempt', 'increment'],
    category: 'rate-limit',
  },
  {
    words: /db|\b(database|stores?|storage|kv|json store)\b|store$/,
    verbs: ['insert', 'save', 'set', 'put', 'push', 'add', 'update', 'write', 'remove', 'delete', 'create'],
    category: 'embedded-db',
    needsFile: true,
  },
]

/** Somebody else keeps it, or it is a client, or other rules know it better. */
const elsewhere =
  /redis|valkey|memcache|mongo|mongoose|dynamo|postgres|\bpg\b|mysql|maria|sqlite|prisma|drizzle|sequelize|typeorm|knex|firebase|firestore|supabase|couch|cassandra|elastic|influx|arango|surreal|fauna|planetscale|neon|turso|upstash|cloudflare|vercel|aws|azure|google|s3\b|minio|cloud|apollo|graphql|react|redux|vue|svelte|next|nuxt|nest|keyv|express|fastify|koa|hono|unstorage|cache manager|rate limiter flexible|control|lookup|request|header|client|sdk|session|cookie|credential|secret|keystore|jose|jwks|memfs|plugin|webpack|babel|eslint|vite|jest|test/
const addresses = [
  'url',
  'uri',
  'host',
  'hosts',
  'servers',
  'connection',
  'connectionString',
  'client',
  'redis',
  'store',
  'stores',
  'adapter',
  'driver',
  'endpoint',
  'token',
]

/** The last resort: a library that no rule knows, told by the words of its name, by what it is given and by how it is used. */
export const unknownLibrary: Rule = {
  id: 'unknown-library',
  title: 'Libraries that keep things in the process, told by their names',
  *find({ program }) {
    for (const call of packageCalls(program)) {
      if (!/^[^()#]+(#new|\(\))$/.test(call.name) || program.phaseOf(call.node) === 'request') continue
      const words = wordsOf(call.name)
      const kind = kinds.find((candidate) => candidate.words.test(words))
      if (!kind || elsewhere.test(words) || isBuiltin(call.name) || hasAddress(program, call)) continue
      if (kind.needsFile && !namesFile(program, call)) continue
      const uses = kind.verbs.flatMap((verb) => lateUsesOf(program, call.node, verb))
      if (uses.length > 0)
        yield {
          node: call.node,
          category: kind.category,
          severity: kind.category === 'embedded-db' ? 'breaks' : 'degrades',
          message,
          evidence: uses,
          writes: uses,
        }
    }
  },
  examples: [
    {
      name: 'a cache that nobody has heard of',
      files: {
        'app.js':
          "const { createCache } = require('super-fancy-cache')\nconst users = createCache({ ttl: 60 })\nrequire('express')().get('/', (req, res) => {\n  users.set(req.ip, 1)\n  res.json(users.get(req.ip))\n})\n",
      },
      finds: [{ file: 'app.js', line: 2, category: 'cache' }],
    },
    {
      name: 'one that is told where the shared one is',
      files: {
        'app.js':
          "const { createCache } = require('super-fancy-cache')\nconst users = createCache({ url: process.env.CACHE_URL })\nrequire('express')().get('/', (req, res) => {\n  users.set(req.ip, 1)\n  res.json(users.get(req.ip))\n})\n",
      },
      finds: [],
    },
    {
      name: 'a database in a file',
      files: {
        'app.js':
          "const Db = require('tiny-file-db')\nconst db = new Db('./data/app.db')\nrequire('express')().post('/', async (req, res) => {\n  await db.insert(req.body)\n  res.end()\n})\n",
      },
      finds: [{ file: 'app.js', line: 2, category: 'embedded-db' }],
    },
    {
      name: 'one that is only read',
      files: {
        'app.js':
          "const Db = require('tiny-file-db')\nconst db = new Db('./data/countries.json')\nrequire('express')().get('/', (req, res) => res.json(db.find(req.query)))\n",
      },
      finds: [],
    },
  ],
}

/** `@acme/superCache.create#new` → `acme super cache create` */
const wordsOf = (name: string) =>
  name
    .replace(/(#new|\(\))$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()

const isBuiltin = (name: string) =>
  /^(global:|node:|bun:)/.test(name) || builtinModules.includes(name.split(/[.(#]/)[0] ?? '')

const hasAddress = (program: Program, { arguments: passed }: PackageCall) =>
  passed.some(
    (argument) =>
      addresses.some((option) => optionOf(program, argument, option).given !== 'no') ||
      textsOf(program, argument).some((text) => /^\w+:\/\//.test(text)) ||
      elsewhere.test(sourceOf(program, argument).toLowerCase()),
  )

/** `new Db('./data/app.db')`, `open({ file: 'app.json' })` */
const namesFile = (program: Program, { arguments: passed }: PackageCall) =>
  passed.some((argument) =>
    /['"`][^'"`]*(\.(db|json|sqlite|data|store|txt|yml|yaml)|\/(data|db|storage|store)\/?)['"`]|__dirname|import\.meta\.dirname|process\.cwd\(\)/.test(
      sourceOf(program, argument),
    ),
  )

const sourceOf = (program: Program, node: Node) =>
  program.moduleOf(node).source.slice(node.start, Math.min(node.end, node.start + 500))
