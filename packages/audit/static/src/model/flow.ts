import {
  calledName,
  enclosingClass,
  isFunction,
  isMember,
  isWrapper,
  keyName,
  memberName,
  type Node,
  unwrap,
} from './ast.ts'
import { type Binding, namesIn } from './bindings.ts'
import { carrier } from './carrier.ts'
import { isContainerType } from './declared-types.ts'
import { exportPath } from './exports.ts'
import {
  adders,
  elementGetters,
  iterators,
  namedMutators,
  removers,
  staticMutators,
  staticReaders,
} from './mutators.ts'
import { namesOf } from './names.ts'
import type { Program } from './program.ts'
import { thisMembersOf } from './this.ts'
import { callOf } from './uses.ts'

/** One place that changes a value, or something reached through it. */
export interface Mutation {
  readonly node: Node
  /** `replace`: the name itself gets another value; the others change what it holds. */
  readonly kind: 'replace' | 'increment' | 'add' | 'remove' | 'member'
  /** What is put in, where there is one. */
  readonly value: Node | undefined
}

const maxSteps = 4000

/** Follows everything that means the value at `starts`, through aliases, callbacks, arguments and returns, to where it is changed. */
export function mutationsOf(program: Program, starts: readonly Node[]): Mutation[] {
  const found: Mutation[] = []
  const seen = new Set<Node>()
  let steps = 0
  for (const start of starts) follow(start, { wraps: [], depth: 0, own: true })
  return found

  interface Way {
    /** The object literals that the value lies in: `{ users }` → ['users']. */
    readonly wraps: readonly string[]
    readonly depth: number
    /** The name itself, not something inside it. */
    readonly own: boolean
  }

  function follow(node: Node, way: Way) {
    if (seen.has(node) || steps++ > maxSteps || way.depth > 16) return
    seen.add(node)
    const { parent } = node
    if (!parent) return
    const inside = { ...way, own: false }
    if (isWrapper(parent)) return follow(parent, way)
    switch (parent.type) {
      case 'MemberExpression':
        if (parent.object === node) intoMember(parent, inside)
        return
      case 'AssignmentExpression':
        if (parent.left === node) changed(parent, way)
        else if (parent.right === node) intoAssigned(parent, inside)
        return
      case 'UpdateExpression':
        if (way.wraps.length === 0)
          found.push({ node: parent, kind: way.own ? 'increment' : 'member', value: undefined })
        return
      case 'UnaryExpression':
        if (parent.operator === 'delete' && !way.own)
          found.push({ node: parent, kind: 'remove', value: undefined })
        return
      case 'VariableDeclarator':
        if (parent.init === node) intoPattern(parent.id, inside)
        return
      case 'ForOfStatement':
      case 'ForInStatement':
        if (parent.right === node && parent.type === 'ForOfStatement')
          intoPattern(parent.left.declarations?.[0]?.id ?? parent.left, inside)
        if (parent.left === node) found.push({ node: parent, kind: 'replace', value: undefined })
        return
      case 'LogicalExpression':
      case 'ConditionalExpression':
        if (parent.test !== node) follow(parent, inside)
        return
      case 'Property':
        if (parent.value === node && parent.parent?.type === 'ObjectExpression') {
          follow(parent.parent, {
            ...inside,
            wraps: [keyName(parent) ?? '*', ...way.wraps],
            depth: way.depth + 1,
          })
        }
        return
      case 'ExportDefaultDeclaration':
        return intoExport(node, { name: 'default', way })
      case 'ReturnStatement':
        return intoReturn(node, inside)
      case 'ArrowFunctionExpression':
        if (parent.body === node) intoReturn(node, inside)
        return
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee !== node) intoArgument(node, { call: parent, way: inside })
    }
  }

  function changed(assignment: Node, way: Way) {
    if (way.wraps.length > 0) return
    const kind = way.own
      ? assignment.operator === '+=' || assignment.operator === '-='
        ? 'increment'
        : 'replace'
      : 'member'
    found.push({ node: assignment, kind, value: assignment.right })
  }

  function intoMember(member: Node, way: Way) {
    const name = memberName(member)
    const [outer, ...rest] = way.wraps
    if (outer !== undefined) {
      // `holder.users = []` fills the place anew; what lay there stays as it was.
      const isRefilled = rest.length === 0 && isTarget(member)
      if ((name === undefined || name === outer) && !isRefilled) follow(member, { ...way, wraps: rest })
      return
    }
    const call = callOf(member)
    if (!call || name === undefined) return follow(member, way)
    // A method of the program: what it changes is seen in its body.
    if (call.type === 'NewExpression' || functionsOf(member).some((fn) => !isOfCollection(fn))) return
    if (adders.has(name)) {
      const values = call.arguments as Node[]
      found.push({
        node: call,
        kind: name === 'splice' && values.length < 3 ? 'remove' : 'add',
        value: values[name === 'set' ? 1 : 0],
      })
    } else if (removers.has(name)) found.push({ node: call, kind: 'remove', value: undefined })
    // `db.User.find({ … })` asks a database; the find of a list takes a function.
    const takesFunction = !/^(find|filter|findLast)$/.test(name) || functionsOf(call.arguments[0]).length > 0
    if ((elementGetters.has(name) && takesFunction) || name === 'set') follow(call, way)
    if (iterators.has(name) && takesFunction) intoCallback(call.arguments[0], { position: 0, way })
    if (name === 'reduce') intoCallback(call.arguments[0], { position: 1, way })
  }

  function intoCallback(callback: Node | undefined, { position, way }: { position: number; way: Way }) {
    for (const fn of functionsOf(callback)) {
      const param = fn.params[position]
      if (param) intoPattern(param, { ...way, depth: way.depth + 1 })
    }
  }

  function functionsOf(node: Node | undefined): Node[] {
    if (!node) return []
    const inner = unwrap(node)
    if (isFunction(inner)) return [inner]
    return program
      .trace(inner)
      .flatMap((value) => (value.kind === 'node' && isFunction(value.node) ? [value.node] : []))
  }

  function intoPattern(pattern: Node, way: Way) {
    for (const { node, path } of namesIn(pattern)) {
      const [outer, ...rest] = way.wraps
      if (outer !== undefined && path.length > 0 && path[0] !== outer) continue
      const binding = program.moduleOf(node).bindingOf.get(node)
      if (binding) intoBinding(binding, { ...way, wraps: path.length > 0 ? rest : way.wraps })
    }
  }

  function intoBinding(binding: Binding, way: Way) {
    for (const use of program.usesOf(binding)) {
      // A new value for the alias changes the alias, not what it meant before.
      if (use.parent?.type === 'AssignmentExpression' && use.parent.left === use) continue
      if (use.parent?.type === 'UpdateExpression') continue
      follow(use, { ...way, depth: way.depth + 1 })
    }
  }

  function intoAssigned({ left }: Node, way: Way) {
    if (left.type === 'Identifier') {
      const binding = program.bindingOf(left)
      if (binding) intoBinding(binding, way)
    } else if (isMember(left) && exportPath(left)?.length === 0)
      intoExport(left, { name: 'module.exports', way })
    else if (isMember(left) && carrier(left.object)) intoCarried(left, way)
    else if (isMember(left) && left.object.type === 'ThisExpression') intoField(left, memberName(left), way)
  }

  /** `this.store = store`, `constructor(private store: Store)`: every method reads it as `this.store`. */
  function intoField(place: Node, name: string | undefined, way: Way) {
    const owner = enclosingClass(place)
    if (!owner || name === undefined || way.depth > 10) return
    for (const member of thisMembersOf(owner, program.moduleOf(place).members)) {
      const isWrite = member.parent?.type === 'AssignmentExpression' && member.parent.left === member
      if (member !== place && !isWrite && memberName(member) === name)
        follow(member, { ...way, depth: way.depth + 2 })
    }
  }

  /** `export default { users }`: who imports the whole object reads `users` from it. */
  function intoExport(node: Node, { name, way }: { name: string; way: Way }) {
    if (way.wraps.length === 0) return
    for (const use of program.usesOfExport(program.moduleOf(node), name))
      follow(use, { ...way, depth: way.depth + 1 })
  }

  /** `req.context = { models }` is read as `req.context.models` by whoever gets the request. */
  function intoCarried(left: Node, way: Way) {
    for (const member of program.membersByName(memberName(left) ?? '')) {
      const isWrite = member.parent?.type === 'AssignmentExpression' && member.parent.left === member
      if (
        member !== left &&
        !isWrite &&
        carrier(member.object) === carrier(left.object) &&
        program.isSameApp(member, left)
      )
        follow(member, { ...way, depth: way.depth + 2 })
    }
  }

  function intoReturn(node: Node, way: Way) {
    let at: Node | undefined = node.parent
    while (at && !isFunction(at)) at = at.parent
    if (!at || way.depth > 10) return
    for (const call of program.callSitesOf(at)) follow(call, { ...way, depth: way.depth + 2 })
  }

  /** `fastify.decorate('carts', carts)` is read as `fastify.carts`, `this.carts`, `request.server.carts`. */
  function intoDecoration(name: string, way: Way) {
    for (const member of program.membersByName(name)) {
      if (carrier(member.object) || member.object.type === 'ThisExpression')
        follow(member, { ...way, depth: way.depth + 2 })
    }
  }

  /** `set(settings, 'a.b', 1)` of lodash, however it was imported. */
  function isNamedMutator(callee: Node): boolean {
    return namesOf(program.trace(callee)).some((name) => namedMutators.test(name))
  }

  function intoArgument(node: Node, { call, way }: { call: Node; way: Way }) {
    const callee = unwrap(call.callee)
    const text = program.moduleOf(call).source.slice(callee.start, callee.end)
    const position = call.arguments.indexOf(node)
    const label = call.arguments[0]?.value
    if (position === 1 && typeof label === 'string' && /^decorate(Request)?$/.test(calledName(call) ?? ''))
      intoDecoration(label, way)
    if (position === 0 && way.wraps.length === 0 && (staticMutators.test(text) || isNamedMutator(callee))) {
      found.push({ node: call, kind: 'add', value: call.arguments[1] })
    }
    if (position === 0 && staticReaders.test(text)) follow(call, way)
    if (position === 0 && /^(_|lodash)\.(each|forEach|find|remove|map)$/.test(text))
      intoCallback(call.arguments[1], { position: 0, way })
    for (const value of program.trace(callee)) {
      if (value.kind !== 'node') continue
      const fn = isFunction(value.node) ? value.node : constructorOf(value.node)
      const param = fn?.params[position]
      if (!param) continue
      const inner = { ...way, depth: way.depth + 2 }
      if (param.type !== 'TSParameterProperty') intoPattern(param, inner)
      else if (param.parameter.type === 'Identifier') {
        intoPattern(param.parameter, inner)
        // One of the type of a container is looked at as a field itself.
        if (!isContainerType(param.parameter)) intoField(param, param.parameter.name, inner)
      }
    }
  }
}

/** `class Rooms extends Map { set(id, room) { return super.set(…) } }`: it is a change all the same. */
const isOfCollection = (fn: Node) =>
  /^(Map|Set|Array)$/.test(fn.parent?.parent?.parent?.superClass?.name ?? '')

const isTarget = (node: Node) =>
  (node.parent?.type === 'AssignmentExpression' && node.parent.left === node) ||
  node.parent?.type === 'UpdateExpression' ||
  (node.parent?.type === 'UnaryExpression' && node.parent.operator === 'delete')

const constructorOf = (owner: Node): Node | undefined =>
  owner.body?.body?.find?.((member: Node) => member.kind === 'constructor')?.value
