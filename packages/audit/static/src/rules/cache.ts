import { enclosingClass, enclosingFunction, isFunction, type Node } from '../model/ast.ts'
import { optionOf, textOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { cacheMakers, cachingWrappers, memoisers, memoWrappers, nitroCaches } from './cache-libraries.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'
import { withoutStore } from './store-option.ts'
import { reachesOut } from './timer-work.ts'

const message =
  'A cache in this process: another instance keeps serving the old value, and every restart starts cold.'
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
        {
          name: /^axios-cache-(interceptor|adapter)\.(setup|setupCache)\(\)$/,
          options: ['storage', 'store'],
          position: 1,
        },
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
          name: /^(cache-manager(-memory-store)?(\.\w+)*|unstorage\/drivers\/(memory|fs|lru-cache)|keyv-lru.*)(#new|\(\))$/,
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
      const isLasting = program.phaseOf(node) !== 'request'
      if (isLasting && (cacheMakers.test(name) || nitroCaches.test(name)))
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (isLasting && cachingWrappers.test(name) && !hasStore(program, first))
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (
        memoisers.test(name) &&
        node.parent?.type === 'Decorator' &&
        asksOthers(program, node.parent.parent?.value)
      )
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (isLasting && memoWrappers.test(name) && asksOthers(program, first))
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (
        name === 'dataloader#new' &&
        !enclosingFunction(node) &&
        !enclosingClass(node) &&
        keepsAnswers(program, node.arguments[1])
      )
        yield { node, category: 'cache', severity: 'degrades', message }
      else if (isLasting && /^keyv(\.Keyv)?#new$/.test(name)) yield* keyv(program, node)
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

const hasStore = (program: Program, options: Node | undefined) =>
  optionOf(program, options, 'store').given === 'yes' ||
  optionOf(program, options, 'storage').values.some(
    (storage) => textOf(program, optionOf(program, storage, 'type').values[0]) === 'redis',
  )

const asksOthers = (program: Program, fn: Node | undefined) =>
  (fn ? program.trace(fn) : []).some(
    (value) =>
      value.kind === 'node' &&
      isFunction(value.node) &&
      (value.node.async || reachesOut(program, value.node, 3)),
  )

/** One that is made for a request forgets with it; one of the module serves what it read first. */
const keepsAnswers = (program: Program, options: Node | undefined) =>
  optionOf(program, options, 'cacheMap').given === 'no' &&
  textOf(program, optionOf(program, options, 'cache').values[0]) !== 'false'

/** Keyv takes an address, a store, or options with one of these; without it keeps everything in a Map. */
function* keyv(program: Program, node: Node): Iterable<Draft> {
  const [first, second] = node.arguments as Node[]
  const given = (options: Node | undefined) =>
    ['store', 'uri', 'adapter'].some((option) => optionOf(program, options, option).given !== 'no')
  const address = textOf(program, first) ?? textOf(program, optionOf(program, first, 'uri').values[0])
  if (address && /^sqlite:/.test(address))
    yield { node, category: 'embedded-db', severity: 'breaks', message }
  else if (!first || (first.type === 'ObjectExpression' && !given(first) && !given(second)))
    yield { node, category: 'cache', severity: 'degrades', message }
}
