import { addTo } from '../group.ts'
import {
  calledName,
  enclosingClass,
  enclosingObject,
  isMember,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import { type Mutation, mutationsOf } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

const frameworks =
  /^((express|fastify|polka|restify|connect)(\.\w+)?(\(\)|\.createServer\(\))|koa#new|hono\.Hono#new|@hapi\/hapi\.(server\(\)|Server#new)|socket\.io(\.Server)?(#new|\(\))|https?\.createServer\(\)|@nestjs\/core\.NestFactory\.create\(\)|express\.(Application|Express)#typed|fastify\.FastifyInstance#typed|koa#typed|@nestjs\/common\.INestApplication#typed)$/
const wholeProcess = /^global:(global|globalThis|process)$/

/** State hung on something that lives as long as the process: `app.x`, `req.app.locals.x`, `global.x`, `decorate('x', …)`. */
export function* cellsOnObjects(program: Program): Iterable<Cell> {
  const slots = new Map<string, { node: Node; init: Node | undefined; members: Node[] }>()
  const decorated = new Set<string>()
  for (const module of program.modules) {
    for (const member of module.members) {
      const name = memberName(member)
      if (!name || !isLongLived(program, member.object)) continue
      const assignment =
        member.parent?.type === 'AssignmentExpression' && member.parent.left === member
          ? member.parent
          : undefined
      const slot = slots.get(name)
      // Koa: what hangs on `app.context` is a member of every `ctx`.
      const given =
        slot || !isMember(member.object) || memberName(member.object) !== 'context'
          ? []
          : contextUses(program, name)
      if (slot) {
        slot.members.push(member)
        if (assignment && program.phaseOf(assignment) === 'boot') slot.init ??= assignment.right
      } else
        slots.set(name, {
          node: member,
          init: assignment && program.phaseOf(assignment) === 'boot' ? assignment.right : undefined,
          members: [member, ...given],
        })
    }
    for (const call of module.calls) {
      if (!isDecoration(program, call) || typeof call.arguments[0]?.value !== 'string') continue
      const name = call.arguments[0].value
      // A second decoration of the same name is another slot for the same uses.
      const members = slots.get(name)?.members ?? []
      if (!decorated.has(name)) members.push(...decoratedUses(program, name))
      decorated.add(name)
      slots.set(name, { node: call, init: call.arguments[1], members })
    }
  }
  yield* cellsInSettings(program)
  for (const [name, { node, init, members }] of slots) yield* cellsOf(program, { name, node, init, members })
}

/** `fastify.decorate('carts', [])`, `new Elysia().state('visits', 0)` */
const isDecoration = (program: Program, call: Node) =>
  calledName(call) === 'decorate' ||
  (calledName(call) === 'state' && namesOf(program.trace(call)).some((name) => name.startsWith('elysia.')))

const contextUses = (program: Program, name: string) =>
  program.membersByName(name).filter(({ object }) => object.name === 'ctx')

/** `fastify.decorate('db', { … })` is read as `this.db` in a handler. */
const decoratedUses = (program: Program, name: string) =>
  program
    .membersByName(name)
    .filter(
      ({ object }) =>
        object.name === 'store' ||
        (object.type === 'ThisExpression' && !enclosingClass(object) && !enclosingObject(object)),
    )

/** `app.set('clients', new Map())`, read by `req.app.get('clients')`; `app.set('count', n)` by a request. */
function* cellsInSettings(program: Program): Iterable<Cell> {
  const sets = new Map<string, Node[]>()
  const gets = new Map<string, Node[]>()
  for (const { calls } of program.modules) {
    for (const call of calls) {
      const [key, value] = call.arguments
      if (typeof key?.value !== 'string' || !isMember(call.callee)) continue
      const method = memberName(call.callee)
      const found = method === 'set' && value ? sets : method === 'get' && !value ? gets : undefined
      if (found && isLongLived(program, call.callee.object)) addTo(found, key.value, call)
    }
  }
  for (const [name, calls] of sets) {
    const first = calls.find((call) => isContainer(program, call.arguments[1]))
    const late = calls.filter((call) => program.phaseOf(call) === 'request')
    const replaced = late.map((node) => ({ node, kind: 'replace', value: node.arguments[1] }) as const)
    const common = { name, isHung: true } as const
    const cell = first
      ? judge(program, {
          ...common,
          node: first,
          init: first.arguments[1],
          shape: 'container',
          mutations: [...mutationsOf(program, gets.get(name) ?? []), ...replaced],
        })
      : late[0] &&
        judge(program, { ...common, node: late[0], init: undefined, shape: 'value', mutations: replaced })
    if (cell) yield cell
  }
}

function* cellsOf(
  program: Program,
  {
    name,
    node,
    init,
    members,
  }: { name: string; node: Node; init: Node | undefined; members: readonly Node[] },
): Iterable<Cell> {
  const mutations = members.flatMap((member) => mutationsOf(program, [member]))
  const kept = isContainer(program, init)
  const inside = mutations.filter(({ kind }) => kind !== 'replace')
  if (kept && inside.length > 0) {
    const place =
      members.find(({ parent }) => parent?.type === 'AssignmentExpression' && parent.right === init)
        ?.parent ?? node
    const cell = judge(program, { name, node: place, init, shape: 'container', mutations: inside })
    if (cell) return yield cell
  }
  const replaced = mutations.filter(
    ({ kind, node: at }: Mutation) =>
      (kind === 'replace' || kind === 'increment') && program.phaseOf(at) !== 'boot',
  )
  const first = replaced[0]
  if (!first) return
  const cell = judge(program, {
    name,
    node: first.node,
    init: undefined,
    shape: 'value',
    mutations: replaced,
    isHung: true,
  })
  if (cell) yield cell
}

/** `app`, `req.app`, `app.locals`, `fastify`, `ctx.app`, `global`. */
function isLongLived(program: Program, place: Node): boolean {
  const node = unwrap(place)
  if (isMember(node)) {
    const name = memberName(node)
    if (/^(locals|context|app)$/.test(name ?? '') && isLongLived(program, node.object)) return true
    return (
      /^(app|server)$/.test(name ?? '') && /^(_?req|request|ctx|context|res)$/.test(node.object.name ?? '')
    )
  }
  if (node.type !== 'Identifier') return false
  const values = program.trace(node)
  const names = namesOf(values)
  if (names.some((name) => wholeProcess.test(name))) return node.name !== 'process'
  if (names.some((name) => frameworks.test(name))) return true
  return (
    /^(app|fastify)$/.test(node.name) && values.length > 0 && values.every(({ kind }) => kind === 'param')
  )
}
