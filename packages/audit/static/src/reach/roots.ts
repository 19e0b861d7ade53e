import {
  calledName,
  isCall,
  isClass,
  isFunction,
  isMember,
  keyName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Module } from '../model/module.ts'
import { namesOf } from '../model/names.ts'
import { takesRequest } from '../model/phase-names.ts'
import type { Program } from '../model/program.ts'
import { serverModules, servers } from '../scan/server-code.ts'
import { matchesGlob } from '../settings/glob.ts'
import { isBrokerMessage } from '../state/false-friends.ts'
import type { CallGraph } from './call-graph.ts'
import { handedIn } from './handed.ts'
import {
  conventions,
  frameworkMethods,
  freeRegistrars,
  lifecycle,
  noServer,
  noServerGlobals,
  notDoors,
  plainBases,
  type RootKind,
  registrars,
} from './root-names.ts'

/** Code that somebody outside the process can make run at any time: a request, a message, a job, a timer. */
export interface Root {
  readonly fn: Node
  /** Where it is registered. */
  readonly at: Node
  readonly kind: RootKind
  /** `POST /cart`, `on connection`, `setInterval` */
  readonly label: string
  /** Somebody outside asked for it: no timer, no event of the process, no callback of a package that serves nobody. */
  readonly isVisitor: boolean
}

type Found = Omit<Root, 'isVisitor'> & { readonly isVisitor?: boolean }

const order: readonly RootKind[] = ['route', 'handler', 'resolver', 'socket', 'call', 'event', 'job', 'timer']

/** All of them, doors of visitors first. */
export function findRoots(program: Program, graph: CallGraph): Root[] {
  const server = serverModules(program)
  const found = program.modules.flatMap((module): Found[] => [
    ...module.calls.flatMap((call) => [...registered(program, call)]),
    ...byConvention(program, module),
    ...bySettings(program, module),
    ...module.classes.flatMap((owner) => [...inClass(program, owner)]),
    ...byShape(module, graph),
  ])
  return found
    .filter(({ fn }) => isLate(program, fn))
    .map((root) => ({
      ...root,
      isVisitor: root.isVisitor !== false && server.has(program.moduleOf(root.at)),
    }))
    .sort(
      (a, b) => Number(b.isVisitor) - Number(a.isVisitor) || order.indexOf(a.kind) - order.indexOf(b.kind),
    )
}

/** A plug-in and a set-up function run while the process starts. */
const isLate = (program: Program, fn: Node) => program.phaseOf(fn.body ?? fn) !== 'boot'

function* registered(program: Program, call: Node): Iterable<Found> {
  const name = calledName(call) ?? ''
  const kind = isMember(unwrap(call.callee))
    ? (registrars.get(name) ?? freeRegistrars.get(name))
    : freeRegistrars.get(name)
  if (!kind && call.type !== 'NewExpression' && !isCurried(call)) return
  const names = namesOf(program.trace(unwrap(call.callee)))
  if (names.some((each) => noServer.test(each) || noServerGlobals.test(each))) return
  // `new Worker('mails', async (job) => …)`, `new ApolloServer({ resolvers })`: a package that is handed functions.
  const isMade = call.type === 'NewExpression' && names.some((each) => !each.startsWith('global:'))
  if ((!kind && !isMade) || isLookUp(call, name)) return
  const [first] = call.arguments
  const label = typeof first?.value === 'string' ? first.value : ''
  const isLife = /^(on|once|addListener|addHook)$/.test(name) && lifecycle.test(label)
  const door = doorOf(program, call, { kind: kind ?? 'call', names })
  if (door === 'none') return
  for (const argument of call.arguments as Node[]) {
    for (const { fn, key } of handedIn(program, argument)) {
      // A server tells of the sockets of visitors by `connect`, too.
      if (isContinuation(fn) || (isLife && !takesRequest(fn))) continue
      const title = isMade && !kind ? `new ${name}` : verb(name)
      yield {
        fn,
        at: call,
        kind: kind ?? 'call',
        isVisitor: door === 'visitor' || (door === 'unclear' && takesRequest(fn)),
        label: [title, label || (key ?? '')].filter(Boolean).join(' '),
      }
    }
  }
}

type Door = 'visitor' | 'unclear' | 'other' | 'none'

/** Who calls back what is registered here: told by what the receiver is, as far as that is known. */
function doorOf(
  program: Program,
  call: Node,
  { kind, names }: { kind: RootKind; names: readonly string[] },
): Door {
  if (
    kind === 'timer' ||
    /^(schedule|scheduleJob|every|repeat|task|createTask)$/.test(calledName(call) ?? '')
  )
    return 'other'
  const callee = unwrap(call.callee)
  const first = call.arguments[0]
  const isByPath =
    kind === 'route' && first && /^[/*]/.test(String(first.value ?? first.quasis?.[0]?.value.raw ?? ''))
  if (names.some((name) => brokers.test(name)) || isBrokerMessage(program, call)) return 'other'
  if (names.some((name) => servers.test(packageOf(name)) || ownServers.test(name))) return 'visitor'
  if (isByPath || !isMember(callee)) return kind === 'event' ? 'unclear' : 'visitor'
  // A class of the program runs what it is handed itself, which the calls show.
  if (isOwn(program, callee.object)) return kind === 'route' ? 'unclear' : 'none'
  if (names.length > 0) return kind === 'resolver' ? 'visitor' : 'unclear'
  return kind === 'resolver' || kind === 'socket' ? 'visitor' : 'unclear'
}

/** Servers that need no import. */
const ownServers = /^global:(Meteor|Parse|WebApp|Bun|Deno|JsonRoutes)\b/
/** What one instance tells the others. */
const brokers = /^(redis|ioredis|valkey|iovalkey|@redis\/|@valkey\/)/

/** `@koa/router.get()` → `@koa/router` */
const packageOf = (name: string) => /^(@[^/]+\/)?[^.#(]+/.exec(name)?.[0] ?? name

/** An instance of a class, or an object, of the program that has no package behind it. */
function isOwn(program: Program, object: Node): boolean {
  const values = program.trace(object)
  return (
    values.length > 0 &&
    values.every(
      (value) =>
        (value.kind === 'instance' && !value.of.superClass) ||
        (value.kind === 'node' && value.node.type === 'ObjectExpression'),
    )
  )
}

/** `injector.get(Service)`, `cache.get(key, () => …)` without a path: no route. */
const isLookUp = ({ arguments: [first, second] }: Node, name: string) =>
  name === 'get' && !isFunction(first) && (second === undefined || !isPath(first))
const isPath = (node: Node) =>
  /^(TemplateLiteral|ArrayExpression|BinaryExpression|MemberExpression|CallExpression)$/.test(node.type) ||
  node.regex !== undefined ||
  typeof node.value === 'string' ||
  node.type === 'Identifier'

const isCurried = ({ callee }: Node) => isCall(unwrap(callee))
const verb = (name: string) =>
  /^(get|post|put|patch|delete|head|options)$/.test(name) ? name.toUpperCase() : name

/** `(err, rows) => …` goes on with what was begun. */
const isContinuation = ({ params }: Node) =>
  /^_?(err|error|e)$/.test(params[0]?.name ?? '') && params.length < 4

function* byConvention(program: Program, module: Module): Iterable<Found> {
  const matching = conventions.filter(({ file }) => file.test(module.file))
  for (const [name, values] of module.exports) {
    const convention = matching.find(({ exports }) => exports.test(name))
    if (!convention) continue
    for (const value of values) {
      // An object with methods is no function that a platform calls.
      if (value.kind !== 'node' || isMade(program, value.node)) continue
      for (const { fn } of handedIn(program, value.node))
        yield {
          fn,
          at: fn,
          kind: 'handler',
          label: `${convention.label} ${name}`,
        }
    }
  }
  if (!module.program.body.some(({ directive }: { directive?: string }) => directive === 'use server')) return
  for (const values of module.exports.values())
    for (const value of values)
      if (value.kind === 'node')
        for (const { fn } of handedIn(program, value.node))
          yield { fn, at: fn, kind: 'handler', label: 'server action' }
}

const isMade = (program: Program, node: Node) => program.trace(node).some(({ kind }) => kind === 'instance')

/** What a framework of the team's own calls, by its settings. */
function* bySettings(program: Program, module: Module): Iterable<Found> {
  const { calls, files } = program.settings.entryPoints
  for (const call of calls.length > 0 ? module.calls : []) {
    const { start, end } = call.callee
    const label = calls.find((name) => isNamed(module.source.slice(start, end), name))
    if (label === undefined) continue
    for (const argument of call.arguments)
      for (const { fn } of handedIn(program, argument)) yield { fn, at: call, kind: 'call', label }
  }
  if (!files.some((glob) => matchesGlob(module.file, glob))) return
  for (const [name, values] of module.exports)
    for (const value of values)
      if (value.kind === 'node')
        for (const { fn } of handedIn(program, value.node)) yield { fn, at: fn, kind: 'call', label: name }
}

/** `this.bus.handle` is named by `bus.handle` and by `handle`. */
const isNamed = (callee: string, name: string) => callee === name || callee.endsWith(`.${name}`)

/** Methods with a decorator of a framework, and those that a framework calls by their name. */
function* inClass(program: Program, owner: Node): Iterable<Found> {
  const isManaged = (owner.decorators ?? []).length > 0
  const bases = owner.superClass ? namesOf(program.trace(owner.superClass)) : []
  const isOverride = bases.some((base) => !plainBases.test(base))
  for (const member of owner.body.body as Node[]) {
    if (!isFunction(member.value) || member.kind === 'constructor') continue
    const name = keyName(member) ?? ''
    const decorator = (member.decorators ?? []).find(
      ({ expression }: Node) => !notDoors.test(calledOrNamed(expression)),
    )
    const at = decorator ?? member
    if (decorator)
      yield {
        fn: member.value,
        at,
        kind: 'handler',
        isVisitor: !/^(Cron|Interval|Timeout|CronJob|Schedule|Scheduled)/.test(
          calledOrNamed(decorator.expression),
        ),
        label: `@${calledOrNamed(decorator.expression)} ${name}`,
      }
    else if (isManaged && frameworkMethods.test(name))
      yield { fn: member.value, at, kind: 'handler', label: name }
    else if (isOverride && !name.startsWith('#'))
      yield {
        fn: member.value,
        at,
        kind: 'call',
        isVisitor: bases.some((base) => servers.test(packageOf(base))) || frameworkMethods.test(name),
        label: `${bases[0]} calls ${name}`,
      }
  }
}

const calledOrNamed = (expression: Node): string =>
  isCall(expression) ? (calledName(expression) ?? '') : (expression.name ?? expression.property?.name ?? '')

const first = /^(_?req|_?request|ctx|context)$/
const second = /^(_?res|_?response|reply|next|h|_?ctx|_?context)$/

/** `(req, res) => …` that nobody in the program calls: a framework does. */
function byShape({ functions }: Module, graph: CallGraph): Found[] {
  return functions.flatMap((fn): Found[] => {
    const [one, two] = fn.params.map((param: Node) => param.name ?? '')
    if (!first.test(one ?? '') || !(second.test(two ?? '') || /^(req|ctx)$/.test(one ?? ''))) return []
    if (graph.isCalled(fn) || isClass(fn.parent)) return []
    return [
      {
        fn,
        at: fn,
        kind: 'handler',
        label: `handler ${fn.id?.name ?? ''}`.trim(),
      },
    ]
  })
}
