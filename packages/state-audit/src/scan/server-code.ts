import { isMember, memberName } from '../model/ast.ts'
import type { Module } from '../model/module.ts'
import type { Program } from '../model/program.ts'

const browserPackages =
  /^(react|react-dom(?!\/server)|react-native|react-router-dom|vue|vue-router|pinia|svelte|@angular\/(core|common|router|forms|platform-browser)|preact|solid-js|jquery|@testing-library\/.*|next\/(link|image|router|head)|@remix-run\/react|d3|chart\.js|@chakra-ui\/.*|@mui\/.*|styled-components|socket\.io-client)(\/.*)?$/
const serverPackages =
  /^(node:)?(http|https|fs|fs\/promises|net|crypto|cluster|child_process|worker_threads|os)$|^(express|fastify|koa|@hapi\/hapi|@nestjs\/.*|restify|ws|socket\.io|next\/server|next\/headers|@prisma\/client|mongoose|pg|mysql2?|knex|sequelize|typeorm|redis|ioredis|react-dom\/server)$/
const browserGlobals = new Set([
  'document',
  'window',
  'localStorage',
  'sessionStorage',
  'navigator',
  '$',
  'jQuery',
])
const serverCalls = /^(listen|createServer|bootstrap)$/

/** Modules that run in a server: no browser code, no scripts that somebody runs by hand. */
export function serverModules(program: Program): Set<Module> {
  const candidates = new Set(program.modules.filter((module) => !isBrowserCode(module)))
  const importedBy = (module: Module) =>
    program.importersOf(module).filter((importer) => candidates.has(importer))
  const scripts = [...candidates].filter(
    (module) => importedBy(module).length === 0 && isScript(module) && ![...reach([module])].some(isServing),
  )
  const roots = [...candidates].filter(
    (module) => importedBy(module).length === 0 && !scripts.includes(module),
  )
  const server = reach(roots)
  const byHand = reach(scripts)
  // Modules that import each other in a ring have no root.
  return new Set([...candidates].filter((module) => server.has(module) || !byHand.has(module)))

  function reach(from: readonly Module[]): Set<Module> {
    const reached = new Set<Module>()
    const open = [...from]
    for (let module = open.pop(); module; module = open.pop()) {
      if (reached.has(module)) continue
      reached.add(module)
      for (const specifier of module.specifiers) {
        const target = program.resolve(module, specifier)
        if (target && candidates.has(target)) open.push(target)
      }
    }
    return reached
  }
}

function isBrowserCode(module: Module): boolean {
  const specifiers = [...module.specifiers]
  if (specifiers.some((specifier) => serverPackages.test(specifier))) return false
  if (/^\s*(\/\*[\s\S]*?\*\/|\/\/[^\n]*\n|\s)*['"]use client['"]/.test(module.source)) return true
  if (specifiers.some((specifier) => browserPackages.test(specifier))) return true
  const usesDom = module.members.some(
    ({ object }) =>
      object.type === 'Identifier' && browserGlobals.has(object.name) && !module.bindingOf.has(object),
  )
  return (
    usesDom &&
    !module.members.some(
      (member) => isMember(member) && member.object.name === 'module' && memberName(member) === 'exports',
    )
  )
}

/** Nobody imports it, it hands out nothing and serves nothing: somebody runs it by hand. */
function isScript(module: Module): boolean {
  if (module.source.startsWith('#!')) return true
  if (module.exports.size > 0 || module.reexportsAll.length > 0) return false
  return !isServing(module)
}

const servers =
  /^(express|fastify|koa|@koa\/router|@hapi\/hapi|hapi|@nestjs\/core|restify|socket\.io|ws|hono|@hono\/node-server|polka|connect|apollo-server.*|@apollo\/server|graphql-yoga|next|@grpc\/grpc-js|moleculer|discord\.js|node-cron|cron|node-schedule|bull|bullmq|amqplib|kafkajs|telegraf|micro|elysia|@feathersjs\/.*|@adonisjs\/.*|egg|sails|@foal\/.*|loopback|@loopback\/.*|uwebsockets\.js|agenda|peer|http-proxy)$/
const isServing = (module: Module) =>
  [...module.specifiers].some((specifier) => servers.test(specifier)) ||
  module.calls.some(({ callee }) =>
    serverCalls.test(isMember(callee) ? (memberName(callee) ?? '') : (callee.name ?? '')),
  ) ||
  module.calls.some(({ callee }) => callee.name === 'setInterval')
