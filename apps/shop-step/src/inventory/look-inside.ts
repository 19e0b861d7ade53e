/**
 * Looks into the memory behind an adapter: the Maps that its functions close over, found by V8's own inspector. The
 * adapter is not asked, so what its author forgot to mention is found too.
 */
import { type Runtime, Session } from 'node:inspector'

export interface Collection {
  /** The name of the variable: "carts", "keys.entries". */
  readonly name: string
  readonly entries: number
  /** As JSON; `undefined` where it cannot be written as JSON. */
  readonly bytes: number | undefined
}

const maxDepth = 5
const helpers = '__unstickyInventory'

interface Helpers {
  readonly target: object
  readonly seen: WeakSet<object>
  readonly measure: typeof measure
}

/** Every Map, Set, array and emitter that can be reached from the functions of `target`, largest first. */
export function lookInside(target: object): readonly Collection[] {
  const session = new Session()
  session.connect()
  const shared = globalThis as unknown as Record<string, Helpers | undefined>
  shared[helpers] = { target, seen: new WeakSet(), measure }
  try {
    const { result } = ask<Runtime.EvaluateReturnType>(session, 'Runtime.evaluate', {
      expression: `globalThis.${helpers}.target`,
    })
    const found = walk(session, result)
    return [...found].sort((one, other) => other.entries - one.entries)
  } finally {
    delete shared[helpers]
    session.disconnect()
  }
}

interface Place {
  readonly value: Runtime.RemoteObject
  readonly name: string
  readonly depth: number
}

/** Nearest first, so that what is known by two names gets the shorter one. */
function walk(session: Session, target: Runtime.RemoteObject): readonly Collection[] {
  const found: Collection[] = []
  const places: Place[] = [{ value: target, name: '', depth: 0 }]
  for (let place = places.shift(); place; place = places.shift()) {
    const { objectId, type, subtype } = place.value
    if (!objectId || type === 'symbol' || place.depth > maxDepth || wasSeen(session, objectId)) continue
    if (isCollection(place.value)) {
      found.push({ name: place.name, ...call<Measure>(session, objectId, 'measure(this)') })
    } else if (type === 'function' || subtype === undefined) {
      places.push(...placesBehind(session, place))
    }
  }
  return found
}

const isCollection = ({ subtype = '', className }: Runtime.RemoteObject) =>
  ['map', 'set', 'array'].includes(subtype) || className === 'EventEmitter'

function placesBehind(session: Session, { value, name, depth }: Place): readonly Place[] {
  const children = childrenOf(session, value.objectId as string, value.type === 'function')
  return children.map((child) => {
    // A function is no place worth naming; what it closes over is.
    const own = child.value.type === 'function' ? [] : [child.name]
    return { value: child.value, name: [name, ...own].filter(Boolean).join('.'), depth: depth + 1 }
  })
}

interface Child {
  readonly name: string
  readonly value: Runtime.RemoteObject
}

/** The variables that a function closes over, or the properties of an object. */
function childrenOf(session: Session, objectId: string, isFunction: boolean): readonly Child[] {
  const { result, internalProperties = [] } = propertiesOf(session, objectId)
  if (!isFunction) return toChildren(result)
  const scopes = internalProperties.find(({ name }) => name === '[[Scopes]]')?.value?.objectId
  if (!scopes) return []
  return propertiesOf(session, scopes)
    .result.map(({ value }) => value)
    .filter((scope) => scope?.objectId && isOfFunction(scope))
    .flatMap((scope) => toChildren(propertiesOf(session, scope?.objectId as string).result))
}

/** Not the module's scope, nor the global one. With default parameters, the body of a function is a block. */
const isOfFunction = ({ description }: Runtime.RemoteObject) => /^(Closure|Block)/.test(description ?? '')

const toChildren = (properties: readonly Runtime.PropertyDescriptor[]): readonly Child[] =>
  properties.flatMap(({ name, value }) => (value?.objectId ? [{ name, value }] : []))

const propertiesOf = (session: Session, objectId: string) =>
  ask<Runtime.GetPropertiesReturnType>(session, 'Runtime.getProperties', { objectId, ownProperties: true })

const wasSeen = (session: Session, objectId: string) =>
  call<boolean>(session, objectId, 'seen.has(this) || !seen.add(this)')

function call<Result>(session: Session, objectId: string, expression: string): Result {
  const { result } = ask<Runtime.CallFunctionOnReturnType>(session, 'Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: `function () { const { seen, measure } = globalThis.${helpers}; return ${expression} }`,
    returnByValue: true,
  })
  return result.value as Result
}

/** A session on its own thread answers before `post` returns. */
function ask<Result>(session: Session, method: string, params: object): Result {
  let answer: { error: Error | null; result?: Result } | undefined
  session.post(method, params, (error: Error | null, result?: object) => {
    answer = { error, result: result as Result }
  })
  if (!answer?.result) throw new Error(`The inspector did not answer ${method}`, { cause: answer?.error })
  return answer.result
}

type Measure = Pick<Collection, 'entries' | 'bytes'>

type Measurable = Map<unknown, unknown> | Set<unknown> | readonly unknown[] | NodeJS.EventEmitter

function measure(collection: Measurable): Measure {
  if ('eventNames' in collection) return { entries: collection.eventNames().length, bytes: 0 }
  const entries = [...collection]
  return { entries: entries.length, bytes: bytesOf(entries) }
}

function bytesOf(entries: readonly unknown[]): number | undefined {
  try {
    return entries.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(entries))
  } catch {
    return undefined
  }
}
