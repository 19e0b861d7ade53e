import { addTo } from '../group.ts'
import { matchesGlob } from '../settings/glob.ts'
import type { Settings } from '../settings/settings.ts'
import {
  calledName,
  enclosingClass,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isMember,
  isWrapper,
  keyName,
  memberName,
  type Node,
} from './ast.ts'
import type { Binding } from './bindings.ts'
import { createFunctionKinds } from './function-kinds.ts'
import type { Module } from './module.ts'
import { adders, elementGetters, removers } from './mutators.ts'
import {
  deferring,
  handlerNames,
  isDeclaringUse,
  isDeferringCall,
  isExportedObject,
  isHandlerKey,
  isPrototypeMethod,
  latest,
  lifecycleEvents,
  methodsOfStart,
  nameOf,
  requestParams,
  startNames,
  takesRequest,
} from './phase-names.ts'
import { thisMembersOf } from './this.ts'
import { callOf } from './uses.ts'
import type { Value } from './value.ts'

/** `boot`: while the process starts. `request`: at any time after. `unknown`: nobody in the program calls it. */
export type Phase = 'boot' | 'request' | 'unknown'

interface PhasesContext {
  readonly settings: Settings
  moduleOf(node: Node): Module
  bindingOf(node: Node): Binding | undefined
  trace(node: Node): readonly Value[]
  usesOfFunction(fn: Node): readonly Node[]
  callsByName(name: string): readonly Node[]
}

interface Meaning {
  readonly of: Map<Node, Node[]>
  readonly open: Node[]
}

/** With more calls of one name, all functions of that name get one answer. */
const maxUnclear = 20

/** Tells what runs while the process starts from what may run at any time after. */
export function createPhases({ settings, moduleOf, trace, usesOfFunction, callsByName }: PhasesContext) {
  const known = new Map<Node, Phase>()
  /** Calls that are being looked at, as functions may hand a callback round in a ring. */
  const open = new Set<Node>()
  const meanings = new Map<string, Meaning>()
  const unclearPhases = new Map<string, Phase>()
  const { isPlugin, isBootStep, isFactory } = createFunctionKinds({ moduleOf })
  return { phaseOf, isSameRun, isFactory }

  function phaseOf(node: Node): Phase {
    const fn = enclosingFunction(node)
    return fn ? phaseOfFunction(fn) : 'boot'
  }

  function phaseOfFunction(fn: Node): Phase {
    const stored = known.get(fn)
    if (stored) return stored
    known.set(fn, 'boot') // a function that calls itself is as late as its other callers
    const phase = decide(fn)
    known.set(fn, phase)
    return phase
  }

  function decide(fn: Node): Phase {
    const { parent } = fn
    if (!parent) return 'request'
    if (isBootStep(fn)) return 'boot'
    if (isCall(parent)) return parent.callee === fn ? phaseOf(parent) : phaseOfArgument(fn, parent)
    if (parent.type === 'MethodDefinition') return phaseOfMethod(fn, parent)
    if (parent.type === 'PropertyDefinition') return phaseByName(fn, keyName(parent))
    const uses = usesOfFunction(fn).filter((use) => !isDeclaringUse(use))
    const phases = uses.map(phaseOfUse).filter((phase) => phase !== undefined)
    if (phases.includes('request')) return 'request'
    if (parent.type === 'Property') return phases.length > 0 ? latest(phases) : phaseOfProperty(fn, parent)
    if (isPrototypeMethod(parent)) return phaseByName(fn, memberName(parent.left))
    return phases.length > 0 ? latest(phases) : phaseWithoutUse(fn)
  }

  /** Nobody in the program calls it: a plug-in found by convention, a factory for somebody else, or a handler. */
  function phaseWithoutUse(fn: Node): Phase {
    if (settings.entryPoints.files.some((glob) => matchesGlob(moduleOf(fn).file, glob))) return 'request'
    if (isPlugin(fn) || isFactory(fn) || startNames.test(nameOf(fn))) return 'boot'
    return takesRequest(fn) || handlerNames.test(nameOf(fn)) ? 'request' : 'unknown'
  }

  /** True where the node runs in the same go as `fn`, not in a function that lives on after it. */
  function isSameRun(node: Node, fn: Node, depth = 0): boolean {
    const inner = enclosingFunction(node)
    if (inner === fn) return true
    if (!inner || depth > 6) return false
    const { parent } = inner
    if (parent && isCall(parent)) {
      const runsNow =
        parent.callee === inner || (phaseOfArgument(inner, parent) !== 'request' && !isDeferringCall(parent))
      return runsNow && isSameRun(parent, fn, depth + 1)
    }
    const uses = usesOfFunction(inner)
    return (
      uses.length > 0 &&
      uses.every((use) => {
        const call = callOf(use)
        return call !== undefined && isSameRun(call, fn, depth + 1)
      })
    )
  }

  function phaseOfUse(use: Node): Phase | undefined {
    const call = callOf(use)
    if (call) return phaseOf(call)
    let at = use
    while (isWrapper(at.parent)) at = at.parent
    const { parent } = at
    if (!parent) return 'request'
    if (isCall(parent)) return phaseOfArgument(at, parent)
    if (isMember(parent) && parent.object === at)
      return memberName(parent) === 'bind' && callOf(parent) ? 'request' : undefined
    if (/^(ExportSpecifier|ExportDefaultDeclaration)$/.test(parent.type)) return undefined
    if (
      parent.type === 'AssignmentExpression' &&
      parent.right === at &&
      isMember(parent.left) &&
      /exports/.test(moduleOf(at).source.slice(parent.left.start, parent.left.end))
    )
      return undefined
    if (parent.type === 'Property' && isExportedObject(parent.parent)) return undefined
    if (parent.type === 'Property' && parent.value === at) return phaseOfNamed(at, keyName(parent))
    if (parent.type === 'TypeofExpression' || parent.type === 'UnaryExpression') return undefined
    return 'request'
  }

  /** `{ add }`: the function under the name of a property. */
  function phaseOfNamed(use: Node, name: string | undefined): Phase {
    const fn = trace(use).find((value) => value.kind === 'node' && isFunction(value.node))
    return fn?.kind === 'node' && !isHandlerKey(name) ? phaseByName(fn.node, name) : 'request'
  }

  function phaseOfArgument(fn: Node, call: Node): Phase {
    const name = calledName(call) ?? ''
    const first = call.arguments[0]
    if (
      /^(on|once|addListener|addHook)$/.test(name) &&
      lifecycleEvents.test(String(first?.value ?? '')) &&
      !(isFunction(fn) && takesRequest(fn))
    )
      return 'boot'
    // `bot.command('a', (ctx) => …)` is asked by a chat, `program.command('a')` by whoever starts the process.
    if (/^(command|action)$/.test(name) && isFunction(fn) && takesRequest(fn)) return 'request'
    if (
      /^(then|catch|finally|forEach|each|eachSeries|eachLimit|eachOf|map|filter|find|some|every|reduce|flatMap|sort|from|nextTick|setImmediate|queueMicrotask|listen|register|ready|after|once|Promise|configure|series|parallel|waterfall|connect|sync|action|command|registerHelper|registerPartial|addFilter|addGlobal|then)$/.test(
        name,
      )
    )
      return phaseOf(call)
    if (name === 'setTimeout' || name === 'setInterval') return 'request'
    if (name === 'use' && isFunction(fn) && isPlugin(fn)) return phaseOf(call)
    if (deferring.has(name)) return 'request'
    const params = isFunction(fn) ? fn.params : []
    if (
      params[0]?.type === 'Identifier' &&
      /^(err|error|e|_err|_error)$/.test(params[0].name) &&
      params.length < 6
    )
      return phaseOf(call)
    if (params.some((param: Node) => requestParams.test(param.name ?? ''))) return 'request'
    const target = trace(call.callee).find((value) => value.kind === 'node' && isFunction(value.node))
    if (target?.kind === 'node') return phaseOfPassed(fn, { call, target: target.node })
    if (isFunction(fn) && isPlugin(fn)) return phaseOf(call)
    return 'request'
  }

  /** A function handed to a function of the program runs when that one calls its parameter. */
  function phaseOfPassed(fn: Node, { call, target }: { call: Node; target: Node }): Phase {
    if (open.has(call)) return 'request'
    open.add(call)
    const phase = phaseOfParameter(fn, { call, target })
    open.delete(call)
    return phase
  }

  function phaseOfParameter(fn: Node, { call, target }: { call: Node; target: Node }): Phase {
    const param = target.params[call.arguments.indexOf(fn)]
    const binding =
      param && moduleOf(target).bindingOf.get(param.type === 'AssignmentPattern' ? param.left : param)
    if (!binding) return 'request'
    const phases = (binding.refs as Node[]).map((ref): Phase => {
      const inner = callOf(ref)
      if (inner) return sameRun(inner, target) ? 'boot' : 'request'
      const handedOn = ref.parent && isCall(ref.parent) && sameRun(ref.parent, target)
      return handedOn && ref.parent ? phaseOfArgument(ref, ref.parent) : 'unknown'
    })
    const phase = phases.length > 0 ? latest(phases) : 'request'
    return phase === 'boot' ? phaseOf(call) : phase
  }

  /** True where the call happens during the run of `fn` or in a continuation of it. */
  function sameRun(node: Node, fn: Node): boolean {
    for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
      if (at === fn) return true
      if (!at.parent || !isCall(at.parent) || phaseOfArgument(at, at.parent) === 'request') return false
    }
    return false
  }

  function phaseOfMethod(fn: Node, method: Node): Phase {
    if (method.kind !== 'constructor')
      return phaseByName(fn, keyName(method), Boolean(method.decorators?.length))
    const owner = method.parent?.parent
    return owner ? phaseOfInstances(owner) : 'boot'
  }

  /** When a class of the program is made: at request time if any `new` is there. */
  function phaseOfInstances(owner: Node): Phase {
    const name = owner.id && moduleOf(owner).bindingOf.get(owner.id)
    const made = name ? usesOfFunctionOrClass(owner).flatMap((use) => callOf(use) ?? []) : []
    const phases = made.filter((call) => call.type === 'NewExpression').map(phaseOf)
    return phases.includes('request') && phases.every((phase) => phase === 'request') ? 'request' : 'boot'
  }

  function usesOfFunctionOrClass(owner: Node): readonly Node[] {
    const binding = owner.id ? moduleOf(owner).bindingOf.get(owner.id) : undefined
    return binding ? binding.refs : []
  }

  function phaseByName(fn: Node, name: string | undefined, decorated = false): Phase {
    if (name === undefined || decorated) return 'request'
    if (isHandedOut(fn, name)) return 'request'
    if (
      methodsOfStart.test(name) &&
      (meaningOf(name).of.get(fn) ?? []).some((call) => phaseOf(call) === 'boot')
    )
      return 'boot'
    const phase = phaseOfCalls(fn, name)
    if (phase) return phase
    if (takesRequest(fn)) return 'request'
    return methodsOfStart.test(name) ? 'boot' : 'unknown'
  }

  /** `setInterval(this.tick.bind(this))`, `socket.on('x', this.onMessage)`: somebody calls it later. */
  function isHandedOut(fn: Node, name: string): boolean {
    const owner = enclosingClass(fn)
    if (!owner) return false
    return thisMembersOf(owner, moduleOf(owner).members).some((member) => {
      if (memberName(member) !== name) return false
      const bound = isMember(member.parent) && memberName(member.parent) === 'bind' && callOf(member.parent)
      const value = bound || member
      const { parent } = value
      return (
        isCall(parent) &&
        parent.callee !== value &&
        phaseOfArgument(value, parent) === 'request' &&
        !isInside(parent, fn)
      )
    })
  }

  /** Calls of a member with this name: of which function each is seen to be, and those of which nobody knows. */
  function meaningOf(name: string): Meaning {
    const stored = meanings.get(name)
    if (stored) return stored
    const found: Meaning = { of: new Map(), open: [] }
    meanings.set(name, found)
    for (const call of callsByName(name)) {
      const meant = trace(call.callee)
      const functions = meant.flatMap((value) =>
        value.kind === 'node' && isFunction(value.node) ? [value.node] : [],
      )
      for (const fn of functions) addTo(found.of, fn, call)
      if (functions.length === 0 && !meant.some(({ kind }) => kind === 'external')) found.open.push(call)
    }
    return found
  }

  /** When the calls run that are, or may be, of this function; what calls itself is called by somebody else first. */
  function phaseOfCalls(fn: Node, name: string): Phase | undefined {
    const { of, open: unclear } = meaningOf(name)
    const own = (of.get(fn) ?? []).filter((call) => !isInside(call, fn)).map(phaseOf)
    if (own.includes('request')) return 'request'
    // `x.add(…)` of nobody knows what is a Set as a rule.
    if (own.length > 0 && (adders.has(name) || removers.has(name) || elementGetters.has(name)))
      return latest(own)
    const others = phaseOfUnclear(
      name,
      unclear.length > maxUnclear ? unclear : unclear.filter((call) => !isInside(call, fn)),
    )
    return own.length > 0 || others ? latest([...own, ...(others ? [others] : [])]) : undefined
  }

  /** The same for every function of a name, so it is asked once where there are many. */
  function phaseOfUnclear(name: string, calls: readonly Node[]): Phase | undefined {
    if (calls.length === 0) return undefined
    if (calls.length <= maxUnclear) return latest(calls.map(phaseOf))
    const stored = unclearPhases.get(name)
    if (stored) return stored
    unclearPhases.set(name, 'boot')
    const phase = calls.some((call) => phaseOf(call) === 'request') ? 'request' : latest(calls.map(phaseOf))
    unclearPhases.set(name, phase)
    return phase
  }

  function phaseOfProperty(fn: Node, property: Node): Phase {
    const name = keyName(property)
    if (isHandlerKey(name)) return 'request'
    const phase = name === undefined ? undefined : phaseOfCalls(fn, name)
    if (phase) return phase
    if (isPlugin(fn)) return 'boot'
    return takesRequest(fn) || !isExportedObject(property.parent) ? 'request' : 'unknown'
  }
}
