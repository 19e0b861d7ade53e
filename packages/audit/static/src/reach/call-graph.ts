import { addTo } from '../group.ts'
import { calledName, isCall, isClass, isFunction, type Node, unwrap } from '../model/ast.ts'
import { namesIn } from '../model/bindings.ts'
import type { Program } from '../model/program.ts'
import { createMethodIndex } from './by-name.ts'
import { handedIn } from './handed.ts'
import { findMade } from './made.ts'
import { freeRegistrars, registrars } from './root-names.ts'
import { constructorOf, unitOf } from './units.ts'

/** Code that runs other code, and the place where it does. */
export interface Edge {
  readonly to: Node
  readonly at: Node
}

export interface CallGraph {
  edgesOf(unit: Node): readonly Edge[]
  /** The functions and classes of the program that a call runs. */
  targetsAt(call: Node): readonly Node[]
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
  const targets = new Map<Node, readonly Node[]>()
  const { candidates, overridesOf } = createMethodIndex(program)
  for (const { calls } of program.modules) for (const call of calls) ofCall(call)
  ofEvents()
  for (const { functions } of program.modules) for (const fn of functions) ofInner(fn)
  for (const { classes } of program.modules) for (const owner of classes) ofClass(owner)
  const edgesOf = (unit: Node) => edges.get(unit) ?? []
  const isMade = findMade(program, edgesOf)
  const targetsAt = (call: Node) => targets.get(call) ?? []
  return { edgesOf, targetsAt, isCalled: (unit) => called.has(unit), isMade }

  function add(from: Node, to: Node, at: Node) {
    if (from === to) return
    addTo(edges, from, { to, at })
    called.add(to)
  }

  function ofCall(call: Node) {
    const from = unitOf(call)
    const meant = targetsOf(call)
    targets.set(call, meant)
    for (const to of meant) add(from, to, call)
    for (const [position, argument] of (call.arguments as Node[]).entries()) {
      // What cannot be a function costs a look at it all the same.
      if (/^(Literal|TemplateLiteral|BinaryExpression|UnaryExpression)$/.test(argument.type)) continue
      for (const { fn } of handedIn(program, argument)) {
        const users = meant.flatMap((target) => usersOfParam(target, { position, from }))
        for (const user of users.length > 0 ? users : meant.length > 0 ? meant : [from]) add(user, fn, call)
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
    if (known.length > 0) return [...known, ...known.flatMap(overridesOf)]
    return values.some(({ kind }) => kind === 'external') ? [] : candidates(callee)
  }

  /**
   * Who runs what a function of the program is handed at this place. What it calls while it runs itself, its caller runs:
   * a helper that a route and a script use does not let the route run what the script handed in.
   */
  function usersOfParam(target: Node, { position, from }: { position: number; from: Node }): Node[] {
    const fn = isClass(target) ? constructorOf(target) : target
    const param = fn?.params[position]
    if (!param) return []
    const { bindingOf } = program.moduleOf(param)
    const refs = [...namesIn(param)].flatMap(({ node }) => bindingOf.get(node)?.refs ?? [])
    return refs.map((ref) => (runsWithin(unitOf(ref), fn) ? from : unitOf(ref)))
  }

  /** True for the function itself, and for what it hands to somebody who calls it back in the same run. */
  function runsWithin(unit: Node, fn: Node): boolean {
    if (unit === fn) return true
    const { parent } = unit
    if (!isFunction(unit) || !isCall(parent)) return false
    const isLater = registrars.has(calledName(parent) ?? '') || freeRegistrars.has(calledName(parent) ?? '')
    return !isLater && runsWithin(unitOf(parent), fn)
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
