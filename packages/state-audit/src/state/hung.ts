import { calledName, isMember, memberName, type Node } from '../model/ast.ts'
import { type Mutation, mutationsOf } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

const frameworkMakers =
  /^(express|fastify|koa|@hapi\/hapi|restify|polka|hono|connect|socket\.io|http|https|@nestjs\/core|@fastify\/\w+)\b/
const wholeProcess = /^global:(global|globalThis|process)$/

/** State hung on something that lives as long as the process: `app.x`, `req.app.locals.x`, `global.x`, `decorate('x', …)`. */
export function* cellsOnObjects(program: Program): Iterable<Cell> {
  const slots = new Map<string, { node: Node; init: Node | undefined; members: Node[] }>()
  for (const module of program.modules) {
    for (const member of module.members) {
      const name = memberName(member)
      if (!name || !isLongLived(program, member.object)) continue
      const assignment =
        member.parent?.type === 'AssignmentExpression' && member.parent.left === member
          ? member.parent
          : undefined
      const slot = slots.get(name)
      if (slot) {
        slot.members.push(member)
        if (assignment && program.phaseOf(assignment) === 'boot') slot.init ??= assignment.right
      } else
        slots.set(name, {
          node: member,
          init: assignment && program.phaseOf(assignment) === 'boot' ? assignment.right : undefined,
          members: [member],
        })
    }
    for (const call of module.calls) {
      if (calledName(call) !== 'decorate' || typeof call.arguments[0]?.value !== 'string') continue
      const name = call.arguments[0].value
      const slot = slots.get(name) ?? { node: call, init: call.arguments[1], members: [] }
      slots.set(name, { ...slot, node: call, init: call.arguments[1] })
    }
  }
  for (const [name, { node, init, members }] of slots) yield* cellsOf(program, { name, node, init, members })
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
  })
  if (cell) yield cell
}

/** `app`, `req.app`, `app.locals`, `fastify`, `ctx.app`, `global`. */
function isLongLived(program: Program, node: Node): boolean {
  if (isMember(node)) {
    const name = memberName(node)
    if (name === 'locals') return isLongLived(program, node.object)
    if (name === 'app' || name === 'server')
      return (
        /^(req|request|ctx|context|this|_req|res)$/.test(
          node.object.name ?? (node.object.type === 'ThisExpression' ? 'x' : ''),
        ) && node.object.type !== 'ThisExpression'
      )
    return name === 'context' && isLongLived(program, node.object)
  }
  if (node.type !== 'Identifier') return false
  const values = program.trace(node)
  const names = namesOf(values)
  if (names.some((name) => wholeProcess.test(name))) return node.name !== 'process'
  if (
    names.some(
      (name) => frameworkMakers.test(name) && /(\(\)|#new|create\(\))$/.test(name) && !/Router/.test(name),
    )
  )
    return true
  return (
    /^(app|fastify)$/.test(node.name) && values.every(({ kind }) => kind === 'param') && values.length > 0
  )
}
