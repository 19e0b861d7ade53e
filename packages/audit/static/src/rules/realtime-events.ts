import { addTo } from '../group.ts'
import { calledName, enclosingFunction, isFunction, isMember, memberName, type Node } from '../model/ast.ts'
import { callsIn } from '../model/calls-in.ts'
import { guardOf } from '../model/environment.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { isBrokerMessage } from '../state/false-friends.ts'
import { packageCalls } from './calls.ts'
import type { Draft } from './rule.ts'

export const events =
  'The event stays inside this process: who is connected to another instance does not hear it.'

/** A finding about live connections or events. */
export const draft = (
  program: Program,
  node: Node,
  message: string,
  evidence: readonly Node[] = [],
): Draft => ({
  node,
  category: 'realtime',
  severity: 'breaks',
  message,
  conditional: guardOf(program, node),
  evidence,
})

/** `emitter.on('x', (data) => io.emit('x', data))`: what one process sees is told to its own sockets. */
export function* relays(program: Program, call: Node): Iterable<Draft> {
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

const tellers = /^(emit|dispatchEvent|next)$/
const listeners = /^(on|once|addListener|subscribe|iterate|toIterable|asObservable|pipe)$/
const emitterMakers =
  /^(events(\.EventEmitter)?|eventemitter[23](\.EventEmitter[23]?)?|mitt|nanoevents\.createNanoEvents|emittery|tseep\.EventEmitter|rxjs\.(Subject|ReplaySubject|BehaviorSubject))(#new|\(\))$/

const fedByBroker = new WeakMap<Program, boolean>()

/** All that is told to more than one socket comes from a channel that every instance listens to. */
export function isFedByBroker(program: Program): boolean {
  const stored = fedByBroker.get(program)
  if (stored !== undefined) return stored
  const told = program.modules.flatMap(({ calls, source }) =>
    calls.filter((call) => {
      if (!isMember(call.callee) || memberName(call.callee) !== 'emit') return false
      const { object } = call.callee
      return /^(\w+\.)?io\b|\bbroadcast$|\.(to|in|of)\(/.test(source.slice(object.start, object.end))
    }),
  )
  const isFed = told.length > 0 && told.every((call) => isInBrokerHandler(program, call))
  fedByBroker.set(program, isFed)
  return isFed
}

function isInBrokerHandler(program: Program, node: Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn))
    if (isBrokerMessage(program, fn.parent)) return true
  return false
}

/** An emitter that requests both tell and listen to. */
export function* emitters(program: Program): Iterable<Draft> {
  const made = packageCalls(program).flatMap(({ name, node }) => (emitterMakers.test(name) ? [node] : []))
  const ofClasses = program.modules.flatMap(({ calls }) =>
    calls.filter((call) => call.type === 'NewExpression' && makesEmitter(program, call)),
  )
  if (made.length + ofClasses.length === 0) return
  const uses = usesByEmitter(program)
  for (const node of [...made, ...ofClasses]) {
    if (program.phaseOf(node) === 'request') continue
    const late = (uses.get(node) ?? []).filter(({ call }) => program.phaseOf(call) !== 'boot')
    const told = late.filter(({ method }) => tellers.test(method))
    const heard = late.filter(({ method }) => !tellers.test(method))
    const calls = late.map(({ call }) => call)
    if (told.length > 0 && heard.length > 0)
      yield { ...draft(program, node, events, calls), writes: told.map(({ call }) => call) }
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

interface Use {
  readonly method: string
  readonly call: Node
}

/** Who tells and who listens, by where the emitter was made. */
function usesByEmitter(program: Program): ReadonlyMap<Node, Use[]> {
  const found = new Map<Node, Use[]>()
  for (const call of program.modules.flatMap(({ calls }) => calls)) {
    const method = calledName(call) ?? ''
    if (!tellers.test(method) && !listeners.test(method)) continue
    // `on(emitter, 'x')` of node:events
    const receiver = isMember(call.callee) ? call.callee.object : call.arguments[0]
    const values = receiver ? program.trace(receiver) : []
    const makers = values.flatMap((value) =>
      value.kind === 'external' || value.kind === 'instance' ? makersOf(value.node) : [],
    )
    for (const made of new Set(makers)) addTo(found, made, { method, call })
  }
  return found
}

/** `new EventEmitter().setMaxListeners(0)` is still the emitter. */
function makersOf(node: Node): Node[] {
  const found: Node[] = []
  for (let at: Node | undefined = node; at; at = at.callee?.object) found.push(at)
  return found
}
