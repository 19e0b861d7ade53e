import { isCall, isFunction, isMember, memberName, type Node, unwrap } from '../model/ast.ts'
import { childrenOf } from '../model/bind.ts'
import { type Binding, namesIn } from '../model/bindings.ts'
import { adders } from '../model/mutators.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { classOfThis, thisMembersOf } from '../model/this.ts'
import { constructorOf } from './units.ts'

interface ToldContext {
  /** Code that visitors run; what it is handed comes from them. */
  readonly doors: readonly Node[]
  /** The functions and classes of the program that a call runs. */
  targetsAt(call: Node): readonly Node[]
}

/** Made anew for each visitor, and handed out to be sent back: an id, a token. */
const fresh =
  /^(crypto\.(randomUUID|randomBytes|randomInt)|global:crypto\.(randomUUID|getRandomValues)|global:Math\.random|uuid(\.v\d)?|nanoid(\.nanoid)?|ulid(\.ulid)?|cuid|@paralleldrive\/cuid2(\.\w+)?|uid|uniqid|short-?uuid.*|jsonwebtoken\.sign)\(\)/

/** Tells which expressions hold something that a visitor sent, from the parameters of handlers on through names, arguments and fields. */
export function createTold(program: Program, { doors, targetsAt }: ToldContext) {
  const told = new Set<Binding>()
  const fields = new Map<Node, Set<string>>()
  const seen = new Set<Node>()
  const open: Node[] = []
  for (const fn of doors) for (const param of fn.params) tellPattern(param)
  for (let ref = open.pop(); ref; ref = open.pop()) spread(ref)
  return { isTold: (node: Node) => isTold(node) }

  function tellPattern(pattern: Node) {
    for (const { node } of namesIn(pattern)) {
      const binding = program.moduleOf(node).bindingOf.get(node)
      if (binding) tell(binding)
    }
  }

  function tell(binding: Binding) {
    // A name of the module is the state itself; who reads it is told nothing by this visitor.
    if (told.has(binding) || !binding.scopeFunction) return
    told.add(binding)
    open.push(...binding.refs)
  }

  function tellField(member: Node) {
    const owner = classOfThis(member.object)
    const name = memberName(member)
    if (!owner || name === undefined) return
    const names = fields.get(owner) ?? new Set()
    if (names.has(name)) return
    fields.set(owner, names.add(name))
    for (const other of thisMembersOf(owner, program.moduleOf(owner).members))
      if (memberName(other) === name) open.push(other)
  }

  /** From a place that holds something told to whatever that place is part of. */
  function spread(from: Node) {
    for (let at = from, parent = at.parent; parent; at = parent, parent = at.parent) {
      if (seen.has(parent) && !isCall(parent)) return
      if (!/^(CallExpression|NewExpression|ObjectExpression|ArrayExpression)$/.test(parent.type))
        seen.add(parent)
      if (parent.type === 'VariableDeclarator') return parent.init === at ? tellPattern(parent.id) : undefined
      if (/^For(Of|In)Statement$/.test(parent.type))
        return parent.right === at ? tellPattern(parent.left.declarations?.[0]?.id ?? parent.left) : undefined
      if (isFunction(parent) || /(Statement|Declaration|Clause|Program|Case)$/.test(parent.type)) return
      if (parent.type === 'AssignmentExpression') {
        if (parent.left === at) return
        into(parent.left)
      }
      if (isCall(parent)) intoCall(parent, at)
    }
  }

  /** `local = told`, `local.part = told`, `this.part = told` */
  function into(left: Node) {
    if (!isMember(left)) return tellPattern(left)
    if (left.object.type === 'ThisExpression') return tellField(left)
    const base = program.bindingOf(unwrap(left.object))
    if (base) tell(base)
  }

  function intoCall(call: Node, at: Node) {
    const callee = unwrap(call.callee)
    const position = (call.arguments as Node[]).indexOf(at)
    for (const argument of call.arguments as Node[]) {
      const inner = unwrap(argument)
      // `rows.map((row) => …)`, `db.find(id, (error, row) => …)`
      if (isFunction(inner) && inner !== at) for (const param of inner.params) tellPattern(param)
    }
    if (position === -1) return
    if (isMember(callee) && adders.has(memberName(callee) ?? '')) {
      const base = program.bindingOf(unwrap(callee.object))
      if (base) tell(base)
    }
    for (const target of targetsAt(call)) {
      const param = (constructorOf(target) ?? target).params?.[position]
      if (param) tellPattern(param)
    }
  }

  function isTold(node: Node): boolean {
    if (node.type === 'Identifier') {
      const binding = program.bindingOf(node)
      return binding !== undefined && told.has(binding)
    }
    if (isMember(node) && node.object.type === 'ThisExpression') {
      const owner = classOfThis(node.object)
      if (owner && fields.get(owner)?.has(memberName(node) ?? '')) return true
    }
    if (isCall(node) && namesOf(program.trace(node)).some((name) => fresh.test(name))) return true
    return childrenOf(node).some(isTold) || isFreshName(node)
  }

  /** `const token = randomUUID()`: told by the name's value. */
  function isFreshName(node: Node): boolean {
    return node.type === 'Identifier' && namesOf(program.trace(node)).some((name) => fresh.test(name))
  }
}
