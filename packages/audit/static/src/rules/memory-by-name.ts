import type { Category } from '../finding.ts'
import { packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'

const message =
  'By its name it keeps what it is given in this process or in a file beside it: another instance has its own, and with the process or its machine it is gone.'

/** `MemoryVectorStore`, `InMemoryChatMessageHistory`, `MemorySaver`, `inMemoryStore()`. */
const byName =
  /^(?!global:)(.*\.)?(In-?Memory[A-Z]?\w*|\w*Memory(Store|Storage|Adapter|Db|DB|Database|Repository|Backend|Driver|Saver|VectorStore|Provider|Session\w*|Queue|Broker|Bus|EventStore|Engine)|BufferMemory|Buffer\w*Memory|ChatMessageHistory|SimpleVectorStore|inMemory[A-Z]\w*)(#new|\(\)|\.from(Documents|Texts|ExistingIndex)\(\))$/
/** Known better by other rules, or read once and never changed: a span exporter, a template, the cache of a browser. */
const others =
  /^(express-session|@fastify\/session|fastify-session|elysia-session|hono-sessions|memorystore|multer|@koa\/multer|fastify-multer|@apollo\/(client|server)|apollo-(client|cache|server)|@opentelemetry\/|rate-limit|express-rate-limit|express-brute|@adonisjs\/|graceful-fs|memfs|@nestjs\/(testing|microservices)|react|vue|@angular|keyv|cache-manager|bentocache|unstorage|winston|pino|passport|connect|@aws-sdk\/|msw|swagger)|fake|mock/i

/** `SQLiteSessionStorage` of a package that is called after SQLite, too. */
const sqliteByName =
  /^(?!global:|connect-|better-sqlite3-session)[\w@/-]*sqlite[\w-]*(\.\w*(Store|Storage|Adapter)\w*)#new$/i

const kinds: readonly (readonly [RegExp, Category])[] = [
  [/session/i, 'session-store'],
  [/cache/i, 'cache'],
  [/rate|limit|throttl/i, 'rate-limit'],
  [/pub-?sub|event|broker|bus|presence/i, 'realtime'],
  [/(oauth|oidc|auth|token|credential|webauthn)/i, 'auth-state'],
  [/db|database|sqlite/i, 'embedded-db'],
  [/queue/i, 'other'],
]

export const memoryByName: Rule = {
  id: 'memory-by-name',
  title: 'Stores of libraries that are called after the memory they use',
  *find({ program }) {
    for (const { name, node } of packageCalls(program)) {
      const isLocal = (byName.test(name) && !others.test(name)) || sqliteByName.test(name)
      if (!isLocal || program.phaseOf(node) === 'request') continue
      const category = kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'module-state'
      yield { node, category, severity: category === 'cache' ? 'degrades' : 'breaks', message }
    }
  },
  examples: [
    {
      name: 'what a chat remembers, and the texts it looks things up in',
      files: {
        'chat.ts':
          "import express from 'express'\nimport { MemorySaver } from '@langchain/langgraph'\nconst checkpointer = new MemorySaver()\nexpress().post('/', (req, res) => res.json(checkpointer.put(req.body)))\n",
      },
      finds: [{ file: 'chat.ts', line: 3, category: 'module-state' }],
    },
    {
      name: 'one that a request makes for itself',
      files: {
        'chat.ts':
          "import express from 'express'\nimport { BufferMemory } from 'langchain/memory'\nexpress().post('/', (req, res) => res.json(new BufferMemory({ chatHistory: req.history })))\n",
      },
      finds: [],
    },
    {
      name: 'sessions in a storage that is called after SQLite',
      files: {
        'shop.js':
          "import { shopifyApp } from '@shopify/shopify-app-express'\nimport { SQLiteSessionStorage } from '@shopify/shopify-app-session-storage-sqlite'\nexport default shopifyApp({\n  sessionStorage: new SQLiteSessionStorage('database.sqlite'),\n})\n",
      },
      finds: [{ file: 'shop.js', line: 4, category: 'session-store' }],
    },
  ],
}
