import { optionOf } from '../model/options.ts'
import { packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'
import { withoutStore } from './store-option.ts'

const message =
  'A cache in this process: another instance keeps serving the old value, and every restart starts cold.'
const caches =
  /^(node-cache|lru-cache(\.LRUCache)?|quick-lru|tiny-lru(\.lru)?|@isaacs\/ttlcache|ttl-?cache|flat-cache\.\w+|memory-cache(\.Cache)?|mnemonist\.LRU\w+|nanocache|cacheman|node-cache-manager|ttl-mem-cache|expiry-map|map-age-cleaner|lru-ttl-cache|simple-lru-cache|fast-lru|toad-cache\.\w+|@neshca\/\w+)(#new|\(\))$|^(@[\w-]+\/)?[\w-]*\blru\b[\w-]*(\.\w+)?(#new|\(\))$|^(?!global:).*\.(MemoryCache|InMemoryLRUCache|LRUCache|LruCache|LRU|TTLCache)#new$/
const wrappers =
  /^(p-memoize|mem|memoizee(\/promise)?|memoizee|moize|fast-memoize|micro-memoize|async-cache-dedupe\.createCache|flat-cache\.(load|create)|route-cache\.cacheSeconds|lru-memoizer)(#new|\(\))$/

export const cache: Rule = {
  id: 'cache',
  title: 'Caches in memory',
  *find({ program }) {
    yield* withoutStore(program, {
      category: 'cache',
      severity: 'degrades',
      message,
      libraries: [
        {
          name: /^@nestjs\/(cache-manager|common)\.CacheModule\.register(Async)?\(\)$/,
          options: ['store', 'stores'],
        },
        { name: /^cache-manager\.(createCache|caching)\(\)$/, options: ['store', 'stores'] },
        { name: /^apicache\.options\(\)$/, options: ['redisClient'] },
        { name: /^keyv(\.Keyv)?#new$/, options: ['store', 'uri', 'adapter'] },
        { name: /^(@cacheable\/memory|cacheable)\.\w+#new$/, options: ['secondary'] },
        {
          name: /^(@apollo\/server-plugin-response-cache|apollo-server-plugin-response-cache)(\.default)?\(\)$/,
          options: ['cache'],
        },
        { name: /^register (@fastify\/caching|fastify-caching)$/, options: ['cache'] },
        { name: /^unstorage\.createStorage\(\)$/, options: ['driver'] },
      ],
      localStores: [
        {
          name: /^(cache-manager(-memory-store)?|unstorage\/drivers\/(memory|fs|lru-cache)|keyv-lru).*(#new|\(\))$/,
          message,
        },
      ],
    })
    const isShared = packageCalls(program).some(
      ({ name, arguments: [options] }) =>
        /^apicache\.options\(\)/.test(name) && optionOf(program, options, 'redisClient').given !== 'no',
    )
    for (const {
      name,
      node,
      arguments: [first],
    } of packageCalls(program)) {
      if (
        /^@hapi\/hapi\.(server\(\)|Server#new)\.cache\(\)$/.test(name) &&
        optionOf(program, first, 'cache').given === 'no'
      ) {
        yield { node, category: 'cache', severity: 'degrades', message }
      }
      if (caches.test(name) && program.phaseOf(node) !== 'request')
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (
        wrappers.test(name) &&
        program.phaseOf(node) !== 'request' &&
        !(first && optionOf(program, first, 'store').given === 'yes')
      )
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (/^apicache\.middleware\(\)$/.test(name) && !isShared)
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (/^memory-cache\.put\(\)$/.test(name))
        yield { node, category: 'cache', severity: 'degrades', message }
    }
  },
  examples: [
    {
      name: 'the cache of hapi without an engine',
      files: {
        'server.js':
          "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({ port: 3000 })\nconst users = server.cache({ segment: 'users', expiresIn: 1000 })\nmodule.exports = users\n",
      },
      finds: [{ file: 'server.js', line: 3, category: 'cache' }],
    },
    {
      name: 'the cache of hapi in Redis',
      files: {
        'server.js':
          "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({ cache: [{ name: 'shared', provider: require('@hapi/catbox-redis') }] })\nmodule.exports = server.cache({ cache: 'shared', segment: 'users', expiresIn: 1000 })\n",
      },
      finds: [],
    },
    {
      name: 'node-cache',
      files: {
        'cache.js':
          "const NodeCache = require('node-cache')\nconst cache = new NodeCache({ stdTTL: 60 })\nmodule.exports = cache\n",
      },
      finds: [{ file: 'cache.js', line: 2, category: 'cache' }],
    },
    {
      name: 'a named import, in a class that lives as long as the process',
      files: {
        'cache.ts':
          "import { LRUCache } from 'lru-cache'\nexport const users = new LRUCache<string, string>({ max: 100 })\n",
      },
      finds: [{ file: 'cache.ts', line: 2, category: 'cache' }],
    },
    {
      name: 'a cache module with a Redis store',
      files: {
        'app.module.ts':
          "import { Module } from '@nestjs/common'\nimport { CacheModule } from '@nestjs/cache-manager'\nimport { redisStore } from 'cache-manager-redis-store'\n@Module({ imports: [CacheModule.register({ store: redisStore })] })\nexport class AppModule {}\n",
      },
      finds: [],
    },
  ],
}
