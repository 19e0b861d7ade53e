import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isMember,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { categoryOf } from './category.ts'
import type { Cell } from './cell.ts'
import { isContainer, natureOf } from './nature.ts'

export interface Candidate {
  readonly name: string
  readonly node: Node
  readonly init: Node | undefined
  readonly shape: 'container' | 'value'
  readonly mutations: readonly Mutation[]
  /** It hangs on a framework object, where a name says less than in a module. */
  readonly isHung?: boolean
  /** Everywhere the name is used. */
  readonly uses?: readonly Node[]
}

/** Decides whether something long-lived that is changed somewhere is state, and of which kind. */
export function judge(program: Program, candidate: Candidate): Cell | undefined {
  const late = candidate.mutations.filter(({ node }) => program.phaseOf(node) !== 'boot')
  if (late.length === 0) return undefined
  const mutations =
    candidate.shape === 'container'
      ? lateInContainer(program, candidate, late)
      : lateInValue(program, candidate, late)
  if (mutations.length === 0) return undefined
  const cell = { ...candidate, mutations }
  return { ...cell, category: categoryOf(program, cell) }
}

function lateInContainer(
  program: Program,
  candidate: Candidate,
  late: readonly Mutation[],
): readonly Mutation[] {
  const { name, init, node } = candidate
  if (init && namesOf(program.trace(init)).some((made) => /^global:Weak(Map|Set)#new$/.test(made))) return []
  const puts = late.filter(({ kind }) => kind !== 'remove')
  if (puts.length === 0) return []
  if (puts.every((put) => isCallback(program, put))) return []
  if (puts.every((put) => isConnection(put.value)) && isOnlyClosed(program, candidate)) return []
  if (puts.every((put) => isWorkInFlight(program, put.value)) && late.some(({ kind }) => kind === 'remove'))
    return []
  if (isFedByBroker(program, candidate)) return []
  const isSettings = /(config|settings|options|argv|args|env)$/i.test(name)
  if (isSettings && puts.every((put) => program.phaseOf(put.node) === 'unknown')) return []
  if (puts.every((put) => isMemoOfConstant(program, put, name))) return []
  if (puts.every((put) => put.kind === 'replace' && isLazy(put.node, name))) return []
  if (
    puts.every(
      ({ value, kind }) =>
        kind !== 'add' && value && natureOf(program, value) === 'flag' && !isContainer(program, init),
    )
  )
    return []
  return node ? late : []
}

/** Names of what every process has for itself: its timers, its state, its settings. */
const plumbing =
  /(state|status|timers?|timeout|interval|ready|running|started|stopp(ed|ing)|closing|connected|initiali[sz]ed|loaded|loading|writing|pending|buffer|offset|position|cursor|options?|config|settings|delay|port|host|path|dir|version|url|uri|locale|level|debug|verbose|silent|mode|env|name|browser|executable|stdout|stderr|server)$/i

function lateInValue(
  program: Program,
  { name, init, isHung }: Candidate,
  late: readonly Mutation[],
): readonly Mutation[] {
  // When something was read last says nothing by itself; what was read is reported.
  if (/(At|Time|Since|Timestamp|_at)$/.test(name) || /^_?(req|res|request|response|ctx|socket)$/.test(name))
    return []
  if ((plumbing.test(name) && !isHung) || (init && natureOf(program, init) === 'handle')) return []
  return late.filter(({ kind, node, value }) => {
    if (kind === 'increment') return true
    if (kind !== 'replace' || program.phaseOf(node) !== 'request') return false
    return natureOf(program, value) === 'data' && !isLazy(node, name)
  })
}

const isConnection = (value: Node | undefined) =>
  value?.type === 'Identifier' && /^(socket|conn|connection|sock|stream|request|req)$/.test(value.name)

/** Promises taken out again when they settle: two requests share one piece of work, nobody else needs it. */
function isWorkInFlight(program: Program, value: Node | undefined): boolean {
  if (!value) return false
  const inner = unwrap(value)
  if (inner.type === 'LogicalExpression') return isWorkInFlight(program, inner.right)
  if (inner !== value && value.type === 'AwaitExpression') return false
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  if (binding?.init && binding.path.length === 0)
    return binding.init.type !== 'AwaitExpression' && isWorkInFlight(program, binding.init)
  if (!isCall(inner)) return false
  if (/^(then|catch|finally)$/.test(calledName(inner) ?? '')) return true
  return (
    namesOf(program.trace(inner)).some((name) => name === 'global:Promise#new') ||
    calls(program, inner).some(({ async }) => async)
  )
}

const calls = (program: Program, call: Node) =>
  program
    .trace(call.callee)
    .flatMap((found) => (found.kind === 'node' && isFunction(found.node) ? [found.node] : []))

/** Local listeners of a channel that a broker carries between the instances. */
function isFedByBroker(program: Program, { uses = [] }: Candidate): boolean {
  return uses.some((use) => {
    const handler = enclosingFunction(use)
    const call = handler?.parent
    if (
      !call ||
      !isCall(call) ||
      !isMember(call.callee) ||
      !/^(message|pmessage|messageBuffer)$/.test(String(call.arguments[0]?.value ?? ''))
    )
      return false
    const { object } = call.callee
    return /redis|valkey|sub(scriber)?\b|broker|nats|mqtt|amqp|kafka/i.test(
      program.moduleOf(object).source.slice(object.start, object.end),
    )
  })
}

/** Connections kept only to close them at the end are no news for anybody else. */
function isOnlyClosed(program: Program, { uses = [] }: Candidate): boolean {
  return (
    uses.length > 0 &&
    uses.every((use) => {
      const around = /^For/.test(use.parent?.type ?? '') ? use.parent : (use.parent?.parent ?? use)
      const text = around ? program.moduleOf(use).source.slice(around.start, around.end) : ''
      return (
        /\.(add|delete|clear|size|has)\b|destroy|terminate|close|\bend\(/.test(text) &&
        !/\.(send|emit|write)\b|broadcast/.test(text)
      )
    })
  )
}

/** `handlers.add(listener)`: registered functions are part of the program, not of a user. */
function isCallback(program: Program, { value }: Mutation): boolean {
  if (!value) return false
  const inner = unwrap(value)
  if (isFunction(inner)) return true
  if (
    inner.type === 'Identifier' &&
    /^(_?(handler|listener|callback|cb|fn|func|hook|resolve|reject|wake|done|next|waiter|plugin|middleware|factory|resolver|route|evictHandler))$/i.test(
      inner.name,
    )
  )
    return true
  return program.trace(inner).some((found) => found.kind === 'node' && isFunction(found.node))
}

/** `templates[name] ??= compile(readFileSync(name))`: the same for ever on every instance. */
function isMemoOfConstant(program: Program, { node, value, kind }: Mutation, name: string): boolean {
  if (!value || kind === 'increment' || kind === 'remove') return false
  if (!isLazy(node, name) && !readsBefore(node, name, program)) return false
  return isConstantWork(program, value)
}

const constantWork =
  /^(global:(RegExp|Intl\.\w+|Function|URL|TextEncoder|TextDecoder)(#new|\(\))|(fs|fs-extra|fs\/promises)\.(readFileSync|readFile|promises\.readFile|readdirSync|existsSync|statSync)\(\)|(pug|ejs|handlebars|nunjucks|mustache|jade)\..*|ajv.*|path\..*)/
function isConstantWork(program: Program, value: Node): boolean {
  const inner = unwrap(value)
  if (isFunction(inner)) return true
  if (isCall(inner)) {
    if (namesOf(program.trace(inner)).some((made) => constantWork.test(made))) return true
    if (
      /^(compile|compileFile|readFileSync|import|require|createElement|template|createLogger|getLogger|child|createClient|createConnection|createPool)$/.test(
        calledName(inner) ?? '',
      )
    )
      return true
    return inner.type === 'NewExpression' && natureOf(program, inner) === 'handle'
  }
  const binding = inner.type === 'Identifier' ? program.bindingOf(inner) : undefined
  return Boolean(binding?.init && binding.kind === 'const' && isConstantWork(program, binding.init))
}

/** The function looks the name up before it fills it. */
function readsBefore(node: Node, name: string, program: Program): boolean {
  const fn = enclosingFunction(node)
  if (!fn) return false
  const before = program.moduleOf(node).source.slice(fn.start, node.start)
  return new RegExp(`\\b${name.replace(/[^\w]/g, '')}\\b`).test(before)
}

/** `if (!x) x = …`, `x ??= …`, `return x || (x = …)`. */
export function isLazy(node: Node, name: string): boolean {
  if (/^(\?\?=|\|\|=)$/.test(node.operator ?? '')) return true
  const isTest = (test: Node) =>
    mentions(test, name) &&
    /^(UnaryExpression|BinaryExpression|Identifier|MemberExpression|LogicalExpression|CallExpression)$/.test(
      test.type,
    )
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at
    if (
      /^(IfStatement|ConditionalExpression)$/.test(parent.type) &&
      parent.test !== at &&
      isEmptyTest(parent, at, name, isTest)
    )
      return true
    if (parent.type === 'LogicalExpression' && parent.right === at && mentions(parent.left, name)) return true
  }
  const fn = enclosingFunction(node)
  const [first, second] = fn?.body?.body ?? []
  return [first, second].some(
    (statement) =>
      statement?.type === 'IfStatement' &&
      isTest(statement.test) &&
      returns(statement.consequent) &&
      !isInside(node, statement),
  )
}

function isEmptyTest(
  { test, consequent }: Node,
  branch: Node,
  name: string,
  isTest: (test: Node) => boolean,
): boolean {
  if (!isTest(test)) return false
  const isNegative =
    (test.type === 'UnaryExpression' && test.operator === '!') ||
    (test.type === 'BinaryExpression' &&
      /^={2,3}$/.test(test.operator) &&
      /^(Literal|Identifier)$/.test(test.right.type) &&
      !test.right.value)
  return isNegative === (branch === consequent) && mentions(test, name)
}

const returns = (node: Node | undefined): boolean =>
  node?.type === 'ReturnStatement' ||
  (node?.type === 'BlockStatement' && node.body.at(-1)?.type === 'ReturnStatement')

function mentions(node: Node | null | undefined, name: string): boolean {
  if (!node) return false
  if (
    (node.type === 'Identifier' || node.type === 'PrivateIdentifier') &&
    node.name === name.replace(/^#/, '')
  )
    return true
  if (isMember(node)) return mentions(node.object, name) || mentions(node.property, name)
  if (isCall(node)) return mentions(node.callee, name)
  return (
    mentions(node.argument, name) ||
    mentions(node.left, name) ||
    mentions(node.right, name) ||
    mentions(node.expression, name)
  )
}
