import type { Node } from '../model/ast.ts'
import { optionOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Rule } from './rule.ts'
import { withoutStore } from './store-option.ts'

const message =
  'Every instance counts for itself: n instances allow n times the limit, and a restart forgets all counts.'

export const rateLimit: Rule = {
  id: 'rate-limit',
  title: 'Limits counted in memory',
  *find({ program }) {
    yield* withoutStore(program, {
      category: 'rate-limit',
      severity: 'degrades',
      message,
      libraries: [
        { name: /^(express-rate-limit|express-slow-down)(\.(rateLimit|slowDown))?\(\)$/, options: ['store'] },
        { name: /^(express-rate-limit)(\.RateLimit)?#new$/, options: ['store'] },
        { name: /^register (@fastify\/rate-limit|fastify-rate-limit)$/, options: ['redis', 'store'] },
        { name: /^(hono-rate-limiter)\.rateLimiter\(\)$/, options: ['store'] },
        { name: /^koa2-ratelimit\.RateLimit\.middleware\(\)$/, options: ['store'] },
        { name: /^@nestjs\/throttler\.ThrottlerModule\.forRoot(Async)?\(\)$/, options: ['storage'] },
        { name: /^@adonisjs\/limiter\.defineConfig\(\)$/, options: ['default'] },
        { name: /^register (hapi-rate-?limit\w*|@\w+\/hapi-rate-?limit\w*)$/, options: ['redis', 'store'] },
        {
          name: /^(express-throttle|restify\.plugins\.throttle|elysia-rate-limit\.rateLimit|ddos|@elysiajs\/rate-limit)(\(\)|#new)$/,
          options: ['store', 'tokensTable', 'context'],
        },
        // A limiter by the name of its package; those above and those that need a store are known better.
        {
          name: /^(?!rate-limit|express-|koa2?-ratelimit|hono-|graphql-|@upstash\/|@fastify\/|fastify-|@nestjs\/|redis)(@[\w-]+\/)?[\w-]*rate-?limit[\w-]*(\.\w+)?\(\)$/,
          options: ['store', 'redis', 'client', 'driver', 'storage', 'db'],
        },
        { name: /^graphql-rate-limit\..*\(\)$/, options: ['store'] },
        { name: /^(express-brute)#new$/, options: ['client'] },
      ],
      localStores: [{ name: /(MemoryStore|ThrottlerStorageService)#new$/, message }],
    })
    for (const { name, node } of packageCalls(program)) {
      if (
        /^(rate-limiter-flexible\.RateLimiterMemory#new|limiter\.(RateLimiter|TokenBucket)#new|express-brute\.MemoryStore#new|rate-limiter-flexible\.BurstyRateLimiter#new|p-throttle\(\)|p-ratelimit\.pRateLimit\(\)|rate-limiter-flexible\.RateLimiterQueue#new)$/.test(
          name,
        ) &&
        program.phaseOf(node) !== 'request' &&
        !isInsurance(program, node)
      ) {
        yield { node, category: 'rate-limit', severity: 'degrades', message }
      }
    }
    yield* bottlenecks(program)
    yield* routeLimits(program)
    yield* koaLimits(program)
  },
  examples: [
    {
      name: 'express-rate-limit by default',
      files: {
        'app.js':
          "const { rateLimit } = require('express-rate-limit')\nconst limiter = rateLimit({ windowMs: 60000 })\nmodule.exports = (app) => app.use(limiter)\n",
      },
      finds: [{ file: 'app.js', line: 2, category: 'rate-limit' }],
    },
    {
      name: 'express-rate-limit with a store',
      files: {
        'app.js':
          "const rateLimit = require('express-rate-limit')\nconst RedisStore = require('rate-limit-redis')\nmodule.exports = (redis) => rateLimit({ store: new RedisStore({ sendCommand: redis.call }) })\n",
      },
      finds: [],
    },
    {
      name: 'a store spread in where Redis is enabled',
      files: {
        'limit.js':
          "const rateLimit = require('express-rate-limit')\nconst { RedisStore } = require('rate-limit-redis')\nconst env = require('./env')\nmodule.exports.limit = () => {\n  let store\n  if (env.REDIS_ENABLED) {\n    store = new RedisStore({})\n  }\n  return rateLimit({ windowMs: 1000, ...(store && { store }) })\n}\n",
        'env.js': 'module.exports = { REDIS_ENABLED: process.env.REDIS_ENABLED }\n',
      },
      finds: [{ file: 'limit.js', line: 9, category: 'rate-limit', conditional: 'REDIS_ENABLED' }],
    },
    {
      name: 'a Fastify plug-in loaded by convention',
      files: {
        'plugins/limit.ts':
          "import limit from '@fastify/rate-limit'\nexport const autoConfig = { max: 10 }\nexport default limit\n",
      },
      finds: [{ file: 'plugins/limit.ts', line: 2, category: 'rate-limit' }],
    },
  ],
}

/** `preHandler: fastify.rateLimit({ … })`: the limiter of one route, in the memory of the plug-in that has no store. */
function* routeLimits(program: Program) {
  const plugins = packageCalls(program).filter(({ name }) =>
    /^register (@fastify\/rate-limit|fastify-rate-limit)$/.test(name),
  )
  const isShared =
    plugins.length > 0 &&
    [
      ...withoutStore(program, {
        category: 'rate-limit',
        severity: 'degrades',
        message,
        libraries: [
          { name: /^register (@fastify\/rate-limit|fastify-rate-limit)$/, options: ['redis', 'store'] },
        ],
      }),
    ].length === 0
  if (plugins.length === 0 || isShared) return
  for (const module of program.modules) {
    for (const call of module.calls) {
      const { callee } = call
      if (
        callee.type === 'MemberExpression' &&
        callee.property.name === 'rateLimit' &&
        callee.object.type === 'Identifier'
      ) {
        yield { node: call, category: 'rate-limit', severity: 'degrades', message } as const
      }
    }
  }
}

/** The limiter that stands in while the shared one does not answer. */
function isInsurance(program: Program, node: Node): boolean {
  return (
    program.modules.some(({ source }) => source.includes('insuranceLimiter')) &&
    packageCalls(program).some(
      ({ name, arguments: [options] }) =>
        /RateLimiter(Redis|Valkey|Mongo|Postgres|MySQL|Memcache|Dynamo)\w*#new$/.test(name) &&
        optionOf(program, options, 'insuranceLimiter').values.some((value) =>
          program.trace(value).some((found) => 'node' in found && found.node === node),
        ),
    )
  )
}

/** Bottleneck that spaces calls out or counts them; one that only keeps a few at a time is each process' own matter. */
function* bottlenecks(program: Program) {
  for (const {
    name,
    node,
    arguments: [options],
  } of packageCalls(program)) {
    const given = (option: string) => optionOf(program, options, option).given !== 'no'
    if (name !== 'bottleneck#new' || given('datastore') || given('connection')) continue
    if (given('minTime') || given('reservoir'))
      yield { node, category: 'rate-limit', severity: 'degrades', message } as const
  }
}

function* koaLimits(program: Program) {
  for (const call of packageCalls(program)) {
    if (call.name !== 'koa-ratelimit()') continue
    const { source } = program.moduleOf(call.node)
    if (/driver\s*:\s*['"]memory['"]/.test(source.slice(call.node.start, call.node.end))) {
      yield { node: call.node, category: 'rate-limit', severity: 'degrades', message } as const
    }
  }
}
