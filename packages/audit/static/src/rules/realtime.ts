import {
  calledName,
  enclosingFunction,
  isInside,
  isMember,
  memberName,
  type Node,
  statementOf,
} from '../model/ast.ts'
import { guardOf } from '../model/environment.ts'
import { optionOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import { realtimeExamples } from './realtime.examples.ts'
import { draft, emitters, events, isFedByBroker, relays } from './realtime-events.ts'
import type { Draft, Rule } from './rule.ts'

const sockets =
  'The server knows only the sockets connected to this instance: a message does not reach the users on the others.'
const adapters =
  /^(@socket\.io\/(redis|cluster|mongo|postgres|redis-streams|aws-sqs|gcp-pubsub|azure-service-bus|redis-emitter|cluster-adapter|pm2).*|socket\.io-(redis|adapter-mongo|emitter|postgres.*)|socket\.io-adapter-.*|feathers-sync)$/

/** Servers that tell each other what happens if one of these options names a shared service. */
const sharedByOption = [
  { name: /^parse-server\.ParseServer\.createLiveQueryServer\(\)$/, options: ['redisURL'] },
  { name: /^sharedb#new$/, options: ['pubsub'] },
  { name: /^primus#new$/, options: ['rooms', 'cluster'] },
  { name: /^faye\.NodeAdapter#new$/, options: ['engine'] },
]

export const realtime: Rule = {
  id: 'realtime',
  title: 'Live connections and events inside one process',
  *find({ program }) {
    const adapter = adapterOf(program)
    const adapted = adapter !== undefined && !adapter.conditional
    for (const { name, node, arguments: passed } of packageCalls(program)) {
      if (
        /^(socket\.io(\.(Server|listen))?(\(\)|#new)|@feathersjs\/socketio\(\)|fastify-socket\.io|socket\.io-server.*)$/.test(
          name,
        ) &&
        !adapted
      ) {
        if (optionOf(program, passed.at(-1), 'adapter').given === 'yes' || isFedByBroker(program)) continue
        const found = draft(program, node, sockets)
        yield adapter?.conditional ? { ...found, severity: 'check', conditional: adapter.conditional } : found
      }
      if (/^register (fastify-socket\.io|@ericedouard\/fastify-socket\.io)$/.test(name) && !adapted)
        yield draft(program, node, sockets)
      if (
        /^(colyseus|@colyseus\/core)\.Server#new$/.test(name) &&
        optionOf(program, passed[0], 'presence').given === 'no'
      ) {
        yield draft(program, node, sockets)
      }
      if (
        /^@colyseus\/tools\(\)$/.test(name) &&
        optionOf(program, optionOf(program, passed[0], 'options').values[0], 'presence').given === 'no'
      )
        yield draft(program, node, sockets)
      const shared = sharedByOption.find((library) => library.name.test(name))
      if (
        shared?.options.every((option) =>
          passed.every((argument) => optionOf(program, argument, option).given !== 'yes'),
        )
      )
        yield draft(program, node, sockets)
      if (isPubSub(name) && optionOf(program, passed[0], 'eventTarget').given === 'no')
        yield draft(program, node, events)
      if (/^register mercurius$/.test(name) && isMemorySubscription(program, passed[0]))
        yield draft(program, node, events)
      if (
        /^(peer\.(ExpressPeerServer|PeerServer)|@hocuspocus\/server\.(Server\.configure|Hocuspocus|Server)|y-websocket\/bin\/utils\.setupWSConnection|express-sse|better-sse\.createChannel|sse-channel|socketcluster-server\.attach)(\(\)|#new)$/.test(
          name,
        )
      )
        yield draft(program, node, sockets)
      if (
        /^express-ws\(\)$|^register (@fastify\/websocket|fastify-websocket)$/.test(name) &&
        isToldToAll(program)
      )
        yield draft(program, node, sockets)
      if (
        /^(@geckos\.io\/server|@deepstream\/server\.Deepstream|sse-pubsub|sse-broadcast)(\(\)|#new)$/.test(
          name,
        )
      )
        yield draft(program, node, sockets)
      if (/^websocket\.server#new$/.test(name) && isToldToConnections(program))
        yield draft(program, node, sockets)
      if (/^(global:Bun\.serve|elysia\.Elysia#new.*\.ws)\(\)$/.test(name) && isPublishedWithin(program, node))
        yield draft(program, node, sockets)
      if (
        name === '@adonisjs/transmit.defineConfig()' &&
        optionOf(program, optionOf(program, passed[0], 'transport').values[0], 'driver').given === 'no'
      )
        yield draft(program, node, sockets)
      if (/^uWebSockets\.js\.(App|SSLApp)\(\)$/.test(name) && isPublished(program, node))
        yield draft(program, node, sockets)
      if (/^ws(\.(Server|WebSocketServer|WebSocket\.Server))#new$/.test(name) && isBroadcast(program, node))
        yield draft(program, node, sockets)
    }
    for (const module of program.modules) {
      for (const owner of module.classes) yield* gateways(program, { owner, adapted })
      if (!adapted) for (const call of module.calls) yield* relays(program, call)
    }
    yield* emitters(program)
  },
  examples: realtimeExamples,
}

/** The adapter that carries messages between the instances, and the variable that decides whether it is set. */
function adapterOf(program: Program): { conditional: string | undefined } | undefined {
  const user = program.modules.find(({ specifiers }) =>
    [...specifiers].some((specifier) => adapters.test(specifier)),
  )
  if (!user) return undefined
  const calls = program.modules.flatMap(({ calls: all }) =>
    all.filter((call) => isMember(call.callee) && memberName(call.callee) === 'adapter'),
  )
  const guards = calls.map((call) => guardOf(program, call))
  return { conditional: guards.length > 0 && guards.every(Boolean) ? guards[0] : undefined }
}

const isPubSub = (name: string) =>
  /^(graphql-subscriptions\.PubSub#new|apollo-server(-express|-koa|-fastify)?\.PubSub#new|graphql-yoga\.(PubSub#new|createPubSub\(\))|type-graphql\.PubSub#new|@graphql-yoga\/subscription\.createPubSub\(\)|@graphql-yoga\/node\.createPubSub\(\)|mercurius\.pubsub#new)$/.test(
    name,
  )

function isMemorySubscription(program: Program, options: Node | undefined): boolean {
  const subscription = optionOf(program, options, 'subscription')
  if (subscription.given === 'no' || subscription.given === 'unknown') return false
  return !subscription.values.some((value) =>
    ['pubsub', 'emitter'].some((name) => optionOf(program, value, name).given === 'yes'),
  )
}

/** `wss.clients` is read: somebody is told what another one did. */
function isBroadcast(program: Program, made: Node): boolean {
  return program
    .membersByName('clients')
    .some(
      (member) =>
        ownersOf(program, member).some((value) => value.kind === 'external' && value.node === made) &&
        program.phaseOf(member) !== 'boot' &&
        isSentTo(program, member),
    )
}

/** `wss.clients`, or `this.clients` in `wss.broadcast = function () { … }`. */
function ownersOf(program: Program, { object }: Node) {
  const method = object.type === 'ThisExpression' ? enclosingFunction(object)?.parent : undefined
  const isHung = method?.type === 'AssignmentExpression' && isMember(method.left)
  return program.trace(isHung ? method.left.object : object)
}

/** `getWss().clients`, `fastify.websocketServer.clients`: somebody is told what another one did. */
const isToldToAll = (program: Program) =>
  program
    .membersByName('clients')
    .some(
      (member) =>
        program.phaseOf(member) !== 'boot' &&
        /wss|websocketServer/i.test(textOfObject(program, member)) &&
        isSentTo(program, member),
    )

const textOfObject = (program: Program, { object }: Node) =>
  program.moduleOf(object).source.slice(object.start, object.end)

const isPublished = (program: Program, made: Node) =>
  program.moduleOf(made).calls.some((call) => calledName(call) === 'publish')

/** `wsServer.broadcast(…)`, `wsServer.connections.forEach((one) => one.send(…))` of the package websocket. */
const isToldToConnections = (program: Program) =>
  program.modules.some(({ calls }) =>
    calls.some((call) => /^broadcast(UTF|Bytes)?$/.test(calledName(call) ?? '')),
  ) ||
  program
    .membersByName('connections')
    .some((member) => program.phaseOf(member) !== 'boot' && isSentTo(program, member))

const isPublishedWithin = (program: Program, call: Node) =>
  program.moduleOf(call).calls.some((inner) => calledName(inner) === 'publish' && isInside(inner, call))

/** What stands around `wss.clients` sends something; pinging and counting say nothing to anybody. */
function isSentTo(program: Program, member: Node): boolean {
  const around = statementOf(member)
  return /\bsend\b|broadcast|emit\(/.test(program.moduleOf(member).source.slice(around.start, around.end))
}

/** `@WebSocketGateway()` of Nest that speaks to all. */
function* gateways(program: Program, { owner, adapted }: { owner: Node; adapted: boolean }): Iterable<Draft> {
  const gateway = (owner.decorators ?? []).find(
    ({ expression }: Node) => expression.callee?.name === 'WebSocketGateway',
  )
  if (!gateway || adapted) return
  const server = owner.body.body.find((member: Node) =>
    (member.decorators ?? []).some(({ expression }: Node) => expression.callee?.name === 'WebSocketServer'),
  )
  if (server) yield draft(program, gateway, sockets, [server])
}
