import { calledName, isMember, memberName, type Node } from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import { namesOf } from '../model/names.ts'
import type { Program } from '../model/program.ts'
import { reachOf } from '../reach/reach.ts'
import { categoryOf } from './category.ts'
import type { Cell } from './cell.ts'
import { isMemoOfConstant } from './constant-work.ts'
import { isCallback, isConnection, isFedByBroker, isOnlyClosed, isWorkInFlight } from './false-friends.ts'
import { isLazy } from './lazy.ts'
import { isContainer, natureOf } from './nature.ts'
import { droppedCopy, isInFlight, isRequestId, isSlotCount } from './own-counts.ts'

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
  /** The same, where only readers are asked for. */
  readonly reads?: readonly Node[]
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
  // Taking out of what was there from the start changes it as much as putting in.
  if (puts.length === 0)
    return hasContents(init) && late.some((removal) => isRemovalOfElement(program, removal)) ? late : []
  if (puts.every((put) => isCallback(program, put))) return []
  if (
    puts.every((put) => isConnection(put.value) || natureOf(program, put.value) === 'handle') &&
    isOnlyClosed(program, candidate)
  )
    return []
  if (puts.every((put) => isWorkInFlight(program, put.value)) && late.some(({ kind }) => kind === 'remove'))
    return []
  if (isFedByBroker(program, candidate) || isInFlight(program, late)) return []
  const isSettings = /(config|settings|options|argv|args|env)$/i.test(name)
  if (isSettings && puts.every((put) => program.phaseOf(put.node) === 'unknown')) return []
  if (puts.every((put) => isHandlePut(program, put))) return []
  if (isFromFile(init) && puts.every(isPlumbingPut)) return []
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
  /(state|status|timers?|timeout|interval|ready|running|started|stopp(ed|ing)|closing|connected|initiali[sz]ed|loaded|loading|writing|pending|buffer|offset|position|cursor|options?|config|settings|delay|port|host|path|dir|version|url|uri|level|debug|verbose|silent|mode|env|name|browser|executable|stdout|stderr|server|(err|error|fail|retry)\w*count)$/i

const hasContents = (init: Node | undefined) =>
  (init?.type === 'ArrayExpression' && init.elements.length > 0) ||
  (init?.type === 'ObjectExpression' && init.properties.length > 0)

const isRemovalOfElement = (program: Program, { node }: Mutation) =>
  program.phaseOf(node) === 'request' && (node.type !== 'UnaryExpression' || Boolean(node.argument.computed))

/** `cached.conn = await connect()`, `connection.isConnected = 1`: a place for what every process has for itself. */
function isHandlePut(program: Program, { node, kind, value }: Mutation): boolean {
  // `limiters.set(name, new RateLimiterRedis())`: what it keeps lies elsewhere.
  const made = kind === 'add' && value ? namesOf(program.trace(value)) : []
  if (
    made.length > 0 &&
    made.every((name) => /(redis|valkey|mongo|postgres|mysql|dynamo)\w*#new$/i.test(name))
  )
    return true
  if (kind !== 'member' || node.type !== 'AssignmentExpression' || !isMember(node.left) || node.left.computed)
    return false
  if (/connected$|ready$|readyState$|initiali[sz]ed$/i.test(memberName(node.left) ?? '')) return true
  return natureOf(program, value) === 'handle' || natureOf(program, value) === 'nothing'
}

/** `app.locals.group = getGroupName()`: asked of the process itself, with every request. */
const isOwnCall = (value: Node | undefined) =>
  value?.type === 'CallExpression' &&
  value.arguments.length === 0 &&
  /^(get|is|has)[A-Z]/.test(calledName(value) ?? '')

/** A `POST /…` or its like comes to this line in a few steps: somebody wants just this changed. */
function isInWritingRoute(program: Program, node: Node): boolean {
  const path = reachOf(program).pathTo(node)
  return (
    path !== undefined &&
    path.length <= 4 &&
    /^(POST|PUT|PATCH|DELETE|@(Post|Put|Patch|Delete)|resolver|mutation)\b/.test(path[0]?.what ?? '')
  )
}

/** What somebody asks for who makes this line run, such as `GET /close`. */
const doorOf = (program: Program, node: Node) => `${reachOf(program).pathTo(node)?.[0]?.what ?? ''} `

const isFromFile = (init: Node | undefined) => init?.callee?.name === 'require'
/** `description.host = …`: a document of settings that is told where it stands. */
const isPlumbingPut = ({ node, kind }: Mutation) =>
  kind === 'member' &&
  isMember(node.left) &&
  !node.left.computed &&
  plumbing.test(memberName(node.left) ?? '')

function lateInValue(
  program: Program,
  { name, init, node: place, isHung }: Candidate,
  late: readonly Mutation[],
): readonly Mutation[] {
  // When something was read last says nothing by itself; what was read is reported.
  if (
    /(At|Time|Since|Timestamp|_at)$|^time[A-Z]|elapsed|duration/i.test(name) ||
    /^_?(req|res|request|response|ctx|socket)$/.test(name)
  )
    return []
  // Named as a constant: it is set up once, by whoever begins.
  if (
    /^[A-Z][A-Z0-9_]+$/.test(name) &&
    late.every(({ kind, node }) => kind === 'replace' && !isInWritingRoute(program, node))
  )
    return []
  const isWanted = late.some(({ node }) => isInWritingRoute(program, node))
  if ((plumbing.test(name) && !isHung && !isWanted) || (init && natureOf(program, init) === 'handle'))
    return []
  if (isInFlight(program, late) || isSlotCount(place, late) || isRequestId(name, late)) return []
  const dropped = droppedCopy(program, name, late)
  if (dropped.length > 0) return dropped
  return late.filter(({ kind, node, value }) => {
    if (kind === 'increment') return true
    if (kind !== 'replace' || program.phaseOf(node) !== 'request') return false
    if (isHung && isOwnCall(value) && !isInWritingRoute(program, node)) return false
    // A flag that a form sets is news for the other instances.
    const isFlag = natureOf(program, value) === 'flag' || (isSwitch(init) && isParam(program, value))
    if (isFlag && plumbing.test(name) && !isHung) return false
    if (isFlag)
      return isInWritingRoute(program, node) || (isHung === true && /^GET \//.test(doorOf(program, node)))
    return natureOf(program, value) === 'data' && !isLazy(node, name)
  })
}

const isSwitch = (init: Node | undefined) => typeof init?.value === 'boolean'
/** `setBusy(busy) { this.busy = busy }` */
const isParam = (program: Program, value: Node | undefined) =>
  value?.type === 'Identifier' && program.bindingOf(value)?.kind === 'param'
