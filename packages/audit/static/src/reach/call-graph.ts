import { addTo } from '../group.ts'
import { calledName, isCall, isClass, isFunction, isMember, type Node, unwrap } from '../model/ast.ts'
import { namesIn } from '../model/bindings.ts'
import type { Program } from '../model/program.ts'
import { createMethodIndex } from './by-name.ts'
import { handedIn } from './handed.ts'
import { findMade } from './made.ts'
import { constructorOf, unitOf } from './units.ts'

/** Code that runs other code, and the place where it does. */
export interface Edge {
  readonly to: Node
  readonly at: Node
}

export interface CallGraph {
  edgesOf(unit: Node): readonly Edge[]
  isCalled(unit: Node): boolean
  /** Classes of which no instance is made by code that runs: fakes of tests, leftovers. */
  isMade(owner: Node): boolean
}

/** An event that more listen to is one of many emitters, such as `error`. */
const maxListeners = 8

/** Who runs whom: calls by what is seen of the callee, callbacks by whom they are handed to, methods of handed in objects by name. */
export function createCallGraph(program: Program): CallGraph {
  const edges = new Map<Node, Edge[]>()
  const called = new Set<Node>()
  const { candidates } = createMethodIndex(program)
  for (const { calls } of program.modules) for (const call of calls) ofCall(call)
  ofEvents()
  for (const { functions } of program.modules) for (const fn of functions) ofInner(fn)
  for (const { classes } of program.modules) for (const owner of classes) ofClass(owner)
  const edgesOf = (unit: Node) => edges.get(unit) ?? []
  const isMade = findMade(program, edgesOf)
  return { edgesOf, isCalled: (unit) => called.has(unit), isMade }

  function add(from: Node, to: Node, at: Node) {
    if (from === to) return
    addTo(edges, from, { to, at })
    called.add(to)
  }

  function ofCall(call: Node) {
    const from = unitOf(call)
    const targets = targetsOf(call)
    for (const to of targets) add(from, to, call)
    for (const [position, argument] of (call.arguments as Node[]).entries()) {
      // What cannot be a function costs a look at it all the same.
      if (/^(Literal|TemplateLiteral|BinaryExpression|UnaryExpression)$/.test(argument.type)) continue
      for (const { fn } of handedIn(program, argument)) {
        const users = targets.flatMap((target) => usersOfParam(target, position))
        for (const user of users.length > 0 ? users : targets.length > 0 ? targets : [from])
          add(user, fn, call)
      }
    }
  }

  /** `bus.emit('paid')` runs what `bus.on('paid', …)` was given, told by the name of the event. */
  function ofEvents() {
    const listeners = new Map<string, Node[]>()
    const calls = program.modules.flatMap((module) => module.calls)
    for (const call of calls) {
      const [label, listener] = call.arguments
      if (
        typeof label?.value !== 'string' ||
        !listener ||
        !/^(on|once|addListener|subscribe)$/.test(calledName(call) ?? '')
      )
        continue
      for (const { fn } of handedIn(program, listener)) addTo(listeners, label.value, fn)
    }
    for (const call of calls) {
      const label = call.arguments[0]?.value
      if (typeof label !== 'string' || !/^(emit|publish|dispatch)$/.test(calledName(call) ?? '')) continue
      const heard = listeners.get(label) ?? []
      if (heard.length <= maxListeners) for (const fn of heard) add(unitOf(call), fn, call)
    }
  }

  /** The functions and classes of the program that a call runs. */
  function targetsOf(call: Node): Node[] {
    const callee = unwrap(call.callee)
    const owner = callee.type === 'Super' ? classAround(callee)?.superClass : undefined
    const values = program.trace(owner ?? callee)
    const known = values.flatMap((value) =>
      value.kind === 'node' && (isFunction(value.node) || isClass(value.node)) ? [value.node] : [],
    )
    if (known.length > 0) return known
    return values.some(({ kind }) => kind === 'external') ? [] : candidates(callee)
  }

  /** The code in a function of the program that uses what it is handed at this place. */
  function usersOfParam(target: Node, position: number): Node[] {
    const fn = isClass(target) ? constructorOf(target) : target
    const param = fn?.params[position]
    if (!param) return []
    const { bindingOf } = program.moduleOf(param)
    return [...namesIn(param)].flatMap(({ node }) => (bindingOf.get(node)?.refs ?? []).map(unitOf))
  }

  /** A function that nobody is seen to call may run once the code around it has made it. */
  function ofInner(fn: Node) {
    if (called.has(fn) || !fn.parent || isCall(fn.parent)) return
    const around = unitOf(fn)
    if (isFunction(around)) add(around, fn, fn)
  }

  function ofClass(owner: Node) {
    const made = constructorOf(owner)
    if (made) add(owner, made, made)
    if (owner.superClass)
      for (const value of program.trace(owner.superClass))
        if (value.kind === 'node' && isClass(value.node)) add(owner, value.node, owner)
    // Getters run where somebody reads, which looks like no call.
    for (const member of owner.body.body)
      if (/^(get|set)$/.test(member.kind ?? '') && isFunction(member.value)) add(owner, member.value, member)
  }
}

function classAround(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (isClass(at)) return at
  return undefined
}

export const isMemberCall = (call: Node) => isMember(unwrap(call.callee))
