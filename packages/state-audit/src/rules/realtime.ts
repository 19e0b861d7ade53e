import { calledName, isCall, isFunction, isMember, memberName, type Node, statementOf } from '../model/ast.ts'
import { childrenOf } from '../model/bind.ts'
import { guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import { optionOf } from '../model/options.ts'
import type { Program } from '../model/program.ts'
import { packageCalls } from './calls.ts'
import type { Draft, Rule } from './rule.ts'

const sockets =
  'The server knows only the sockets connected to this instance: a message does not reach the users on the others.'
const events = 'The event stays inside this process: who is connected to another instance does not hear it.'
const adapters =
  /^(@socket\.io\/(redis|cluster|mongo|postgres|redis-streams|aws-sqs|gcp-pubsub|azure-service-bus|redis-emitter|cluster-adapter|pm2).*|socket\.io-(redis|adapter-mongo|emitter|postgres.*)|socket\.io-adapter-.*)$/

export const realtime: Rule = {
  id: 'realtime',
  title: 'Live connections and events inside one process',
  *find({ program }) {
    const adapter = adapterOf(program)
    const adapted = adapter !== undefined && !adapter.conditional
    for (const { name, node, arguments: passed } of packageCalls(program)) {
      if (
        /^(socket\.io(\.(Server|listen))?(\(\)|#new)|fastify-socket\.io|socket\.io-server.*)$/.test(name) &&
        !adapted
      ) {
        if (optionOf(program, passed.at(-1), 'adapter').given === 'yes') continue
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
      if (isPubSub(name)) yield draft(program, node, events)
      if (/^register mercurius$/.test(name) && isMemorySubscription(program, passed[0]))
        yield draft(program, node, events)
      if (
        /^(peer\.(ExpressPeerServer|PeerServer)|@hocuspocus\/server\.(Server\.configure|Hocuspocus|Server)|y-websocket\/bin\/utils\.setupWSConnection|express-sse|better-sse\.createChannel|sse-channel|socketcluster-server\.attach)(\(\)|#new)$/.test(
          name,
        )
      )
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
  examples: [
    {
      name: 'socket.io with an adapter only where Redis is there',
      files: {
        'index.js':
          "const { Server } = require('socket.io')\nconst { createAdapter } = require('@socket.io/redis-adapter')\nconst io = new Server(3000)\nif (process.env.REDIS_URL) io.adapter(createAdapter())\nio.on('connection', (socket) => socket.on('say', (text) => io.emit('said', text)))\n",
      },
      finds: [{ file: 'index.js', line: 3, category: 'realtime', conditional: 'REDIS_URL' }],
    },
    {
      name: 'an emitter of its own class, read by async iteration',
      files: {
        'post.ts':
          "import EventEmitter, { on } from 'node:events'\nclass Bus extends EventEmitter {\n  iterate(name: string) {\n    return on(this, name)\n  }\n}\nconst bus = new Bus()\nimport express from 'express'\nconst app = express()\napp.post('/', (req, res) => res.json(bus.emit('add', req.body)))\napp.get('/', async (req, res) => {\n  for await (const [post] of bus.iterate('add')) res.write(post)\n})\n",
      },
      finds: [{ file: 'post.ts', line: 7, category: 'realtime' }],
    },
    {
      name: 'a socket server that only counts and pings',
      files: {
        'ws.js':
          "const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 1 })\nwss.on('connection', (ws) => {\n  console.log(wss.clients.size)\n  ws.send('hello')\n})\n",
      },
      finds: [],
    },
    {
      name: 'socket.io without an adapter',
      files: {
        'index.ts':
          "import { Server } from 'socket.io'\nconst io = new Server(3000)\nio.on('connection', (socket) => {\n  socket.on('say', (text) => io.emit('said', text))\n})\n",
      },
      finds: [{ file: 'index.ts', line: 2, category: 'realtime' }],
    },
    {
      name: 'socket.io with the Redis adapter',
      files: {
        'index.js':
          "const io = require('socket.io')(3000)\nconst { createAdapter } = require('@socket.io/redis-adapter')\nio.adapter(createAdapter())\nio.on('connection', (socket) => socket.on('say', (text) => io.emit('said', text)))\n",
      },
      finds: [],
    },
    {
      name: 'ws, sent to everybody',
      files: {
        'index.js':
          "const { WebSocketServer } = require('ws')\nconst wss = new WebSocketServer({ port: 1 })\nwss.on('connection', (ws) => {\n  ws.on('message', (text) => wss.clients.forEach((client) => client.send(text)))\n})\n",
      },
      finds: [{ file: 'index.js', line: 2, category: 'realtime' }],
    },
    {
      name: 'ws that answers the one who asked',
      files: {
        'index.js':
          "const WebSocket = require('ws')\nconst wss = new WebSocket.Server({ port: 1 })\nwss.on('connection', (ws) => {\n  ws.on('message', (text) => ws.send(text))\n})\n",
      },
      finds: [],
    },
    {
      name: 'PubSub of graphql-subscriptions',
      files: {
        'resolver.ts': "import { PubSub } from 'graphql-subscriptions'\nexport const pubSub = new PubSub()\n",
      },
      finds: [{ file: 'resolver.ts', line: 2, category: 'realtime' }],
    },
    {
      name: 'server-sent events by an EventEmitter',
      files: {
        'events.js':
          "const { EventEmitter } = require('events')\nconst bus = new EventEmitter()\nconst app = require('express')()\napp.post('/say', (req, res) => {\n  bus.emit('said', req.body)\n  res.end()\n})\napp.get('/events', (req, res) => {\n  bus.on('said', (text) => res.write(text))\n})\n",
      },
      finds: [{ file: 'events.js', line: 2, category: 'realtime' }],
    },
  ],
}

const draft = (program: Program, node: Node, message: string, evidence: readonly Node[] = []): Draft => ({
  node,
  category: 'realtime',
  severity: 'breaks',
  message,
  conditional: guardOf(program, node),
  evidence,
})

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
  return program.modules.some(({ members }) =>
    members.some(
      (member) =>
        memberName(member) === 'clients' &&
        program.phaseOf(member) !== 'boot' &&
        isSentTo(program, member) &&
        program.trace(member.object).some((value) => value.kind === 'external' && value.node === made),
    ),
  )
}

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

/** `emitter.on('x', (data) => io.emit('x', data))`: what one process sees is told to its own sockets. */
function* relays(program: Program, call: Node): Iterable<Draft> {
  if (
    !isMember(call.callee) ||
    !/^(on|addListener)$/.test(memberName(call.callee) ?? '') ||
    !isFunction(call.arguments[1])
  )
    return
  const from = program.trace(call.callee.object)
  const isEmitter = from.some((value) => value.kind === 'instance' && extendsEmitter(program, value.of))
  if (!isEmitter) return
  const told = callsIn(call.arguments[1]).some(
    (inner) =>
      isMember(inner.callee) &&
      /^(emit|send)$/.test(memberName(inner.callee) ?? '') &&
      isSocketServer(program, inner.callee.object),
  )
  if (told) yield draft(program, call, events)
}

const isSocketServer = (program: Program, node: Node) =>
  namesOf(program.trace(node)).some((name) => /^(socket\.io|ws)\b.*(#new|\(\))/.test(name))

function extendsEmitter(program: Program, owner: Node): boolean {
  if (!owner.superClass) return false
  return namesOf(program.trace(owner.superClass)).some((name) =>
    /^events(\.EventEmitter)?$|^eventemitter[23]/.test(name),
  )
}

const callsIn = (node: Node): Node[] =>
  childrenOf(node).flatMap((child) => [...(isCall(child) ? [child] : []), ...callsIn(child)])

const emitterMakers =
  /^(events(\.EventEmitter)?|eventemitter[23](\.EventEmitter[23]?)?|mitt|nanoevents\.createNanoEvents|emittery|tseep\.EventEmitter)(#new|\(\))$/

/** An emitter that requests both tell and listen to. */
function* emitters(program: Program): Iterable<Draft> {
  const made = packageCalls(program).flatMap(({ name, node }) => (emitterMakers.test(name) ? [node] : []))
  const ofClasses = program.modules.flatMap(({ calls }) =>
    calls.filter((call) => call.type === 'NewExpression' && makesEmitter(program, call)),
  )
  for (const node of [...made, ...ofClasses]) {
    if (program.phaseOf(node) === 'request') continue
    const late = usesOf(program, node).filter(({ call }) => program.phaseOf(call) !== 'boot')
    const told = late.filter(({ method }) => /^(emit|dispatchEvent)$/.test(method))
    const heard = late.filter(({ method }) => !/^(emit|dispatchEvent)$/.test(method))
    if (told.length > 0 && heard.length > 0)
      yield draft(
        program,
        node,
        events,
        late.map(({ call }) => call),
      )
  }
}

/** An emitter of its own: a class that adds nothing but types or iteration. What keeps more is found by its fields. */
const makesEmitter = (program: Program, call: Node) =>
  program
    .trace(call)
    .some(
      (value) =>
        value.kind === 'instance' &&
        value.node === call &&
        extendsEmitter(program, value.of) &&
        value.of.body.body.length < 4,
    )

function usesOf(program: Program, made: Node): { method: string; call: Node }[] {
  const means = (node: Node | undefined) =>
    Boolean(node) &&
    program
      .trace(node as Node)
      .some((value) => (value.kind === 'external' || value.kind === 'instance') && isFrom(value.node, made))
  return program.modules.flatMap(({ calls }) =>
    calls.flatMap((call) => {
      const method = calledName(call) ?? ''
      if (!/^(emit|dispatchEvent|on|once|addListener|subscribe|iterate|toIterable)$/.test(method)) return []
      // `on(emitter, 'x')` of node:events
      return means(isMember(call.callee) ? call.callee.object : call.arguments[0]) ? [{ method, call }] : []
    }),
  )
}

/** `new EventEmitter().setMaxListeners(0)` is still the emitter. */
function isFrom(node: Node, made: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.callee?.object) if (at === made) return true
  return false
}
