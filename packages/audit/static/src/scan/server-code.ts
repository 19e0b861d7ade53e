import { addTo } from '../group.ts'
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
const serverCalls = /^(listen|createServer|bootstrap|serve)$/

const known = new WeakMap<Program, Set<Module>>()

/** Modules that run in a server: no browser code, no scripts that somebody runs by hand, nothing that only these use. */
export function serverModules(program: Program): Set<Module> {
  const stored = known.get(program)
  if (stored) return stored
  const found = findServerModules(program)
  known.set(program, found)
  return found
}

function findServerModules(program: Program): Set<Module> {
  const browser = new Set(program.modules.filter((module) => isBrowserCode(module) || isTest(module)))
  for (const module of besideBrowserCode(program.modules, browser)) browser.add(module)
  const candidates = new Set(program.modules.filter((module) => !browser.has(module)))
  const starts = [...candidates].filter(
    (module) => program.importersOf(module).length === 0 || isListening(module),
  )
  const leadsToServer = importersOf([...candidates].filter(isServing))
  const scripts = new Set(
    starts.filter((module) =>
      byHand.test(module.file) ? !isListening(module) : isScript(module) && !leadsToServer.has(module),
    ),
  )
  const server = reach(starts.filter((module) => !scripts.has(module)))
  const others = reach([...scripts, ...[...browser].flatMap(targetsOf)])
  // Modules that import each other in a ring have no start.
  return new Set([...candidates].filter((module) => server.has(module) || !others.has(module)))

  function targetsOf(module: Module): Module[] {
    return [...module.specifiers]
      .flatMap((specifier) => program.resolve(module, specifier) ?? [])
      .filter((target) => candidates.has(target))
  }

  /** These modules, and whatever imports them in some steps. */
  function importersOf(from: readonly Module[]): Set<Module> {
    const found = new Set(from)
    for (const module of found)
      for (const importer of program.importersOf(module)) if (candidates.has(importer)) found.add(importer)
    return found
  }

  function reach(from: readonly Module[]): Set<Module> {
    const reached = new Set<Module>()
    const open = [...from]
    for (let module = open.pop(); module; module = open.pop()) {
      if (reached.has(module)) continue
      reached.add(module)
      open.push(...targetsOf(module))
    }
    return reached
  }
}

const browserFolder = /^(.*?\/)?(client|frontend|front-end|webapp|web|ui|browser)\//

/** In a folder that is named for the browser and that has much of its code, the rest is its code too. */
function besideBrowserCode(modules: readonly Module[], browser: ReadonlySet<Module>): Module[] {
  const folders = new Map<string, Module[]>()
  for (const module of modules) {
    const folder = browserFolder.exec(module.file)?.[0]
    if (folder) addTo(folders, folder, module)
  }
  return [...folders.values()]
    .filter((members) => {
      const known = members.filter((module) => browser.has(module)).length
      return known * 4 >= members.length && !members.some(isListening)
    })
    .flat()
}

function isBrowserCode(module: Module): boolean {
  const specifiers = [...module.specifiers]
  if (/\b(generateBundle|writeBundle|renderChunk|buildStart)\s*\(|\bapply\(compiler\)/.test(module.source))
    return true
  if (specifiers.some((specifier) => serverPackages.test(specifier))) return false
  if (hasDirective(module, 'use client')) return true
  const ofBrowser = specifiers.filter((specifier) => browserPackages.test(specifier))
  // React runs on the server, too: `cache` is for nothing else.
  const isBoth = ofBrowser.every((specifier) => specifier === 'react') && isByServer(module)
  if (ofBrowser.length > 0 && !isBoth) return true
  const ofPage = module.members.filter(
    ({ object }) =>
      object.type === 'Identifier' && browserGlobals.has(object.name) && !module.bindingOf.has(object),
  )
  const isShared = module.members.some(
    (member) => member.object.name === 'module' && memberName(member) === 'exports',
  )
  // A module for both sides asks once or twice whether there is a window.
  return ofPage.length > (isShared ? 5 : 0)
}

/** The parser knows where comments end and directives begin. */
const hasDirective = ({ program }: Module, text: string) =>
  program.body.some(({ directive }: { directive?: string }) => directive === text)

/** In a folder of the server, or with a name that keeps it from the browser. */
const isByServer = ({ file, source }: Module) =>
  /(^|\/)server\/|\.server\.\w+$/.test(file) ||
  /\bimport\s*\{\s*cache\s*\}\s*from\s*['"]react['"]/.test(source)

/** Calls the `describe` of a test runner. */
const isTest = (module: Module) =>
  module.calls.some(
    ({ callee }) =>
      callee.type === 'Identifier' && callee.name === 'describe' && !module.bindingOf.has(callee),
  )

const byHand = /(^|\/)(scripts?|migrations?|seeds?|seeders?|codegen)\//i

/** Nobody imports it, it hands out nothing and serves nothing: somebody runs it by hand. */
function isScript(module: Module): boolean {
  if (module.source.startsWith('#!')) return true
  if (module.exports.size > 0 || module.reexportsAll.length > 0) return false
  return !isServing(module)
}

/** Packages that take in what visitors send. */
export const servers =
  /^(express|fastify|koa|@koa\/router|@hapi\/hapi|hapi|@nestjs\/core|restify|socket\.io|ws|hono|@hono\/node-server|polka|connect|apollo-server.*|@apollo\/server|graphql-yoga|next|@grpc\/grpc-js|moleculer|discord\.js|node-cron|cron|node-schedule|bull|bullmq|amqplib|kafkajs|telegraf|grammy|node-telegram-bot-api|@slack\/bolt|whatsapp-web\.js|probot|micro|elysia|@feathersjs\/.*|@adonisjs\/.*|egg|sails|@foal\/.*|loopback|@loopback\/.*|uwebsockets\.js|agenda|peer|http-proxy|croner|bree|toad-scheduler|later|@breejs\/later|colyseus|@colyseus\/.*|@hocuspocus\/server|sharedb|faye|primus|sockjs|websocket|nodejs-websocket|@geckos\.io\/server|@deepstream\/server|oidc-provider|json-server|h3|nitropack|@trpc\/server\/adapters\/.*|mercurius|graphql-http.*|express-graphql|parse-server|@strapi\/strapi|botbuilder|twit|eris|@whiskeysockets\/baileys|imapflow|smtp-server|mqtt|aedes|nats|bee-queue|pg-boss|pm2-axon|zeromq|ssh2|ftp-srv|nodemailer-.*)$/
export const isListening = (module: Module) =>
  [...module.specifiers].some((specifier) => servers.test(specifier)) ||
  module.calls.some(({ callee }) =>
    serverCalls.test(isMember(callee) ? (memberName(callee) ?? '') : (callee.name ?? '')),
  )

/** Stays alive after its last line. */
const isServing = (module: Module) =>
  isListening(module) ||
  module.calls.some(({ callee }) => callee.name === 'setInterval') ||
  /\bwhile \(true\)|\bfor \(;;\)|\bDeno\.cron\(|\bfor await \(/.test(module.source)
