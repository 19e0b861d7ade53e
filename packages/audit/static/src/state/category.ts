import type { Category } from '../finding.ts'
import {
  enclosingFunction,
  isInside,
  isMember,
  keyName,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'
import { nameOf } from '../model/phase-names.ts'
import type { Program } from '../model/program.ts'
import type { Candidate } from './judge.ts'
import { isDroppedCopy } from './own-counts.ts'

/** Which kind of state a name keeps, told by what it is called and by what is put into it. */
export function categoryOf(program: Program, { name, init, node, mutations, shape }: Candidate): Category {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  if (
    /\b(rates?|limits?|limiters?|attempts?|throttle\w*|buckets?|tries|strikes|flood|cooldowns?)\b/.test(
      words,
    ) ||
    (shape === 'container' && /\bhits\b/.test(words))
  )
    return 'rate-limit'
  if (mutations.some((mutation) => isLimiter(program, mutation))) return 'rate-limit'
  if (/sess/.test(words)) return 'session-store'
  if (
    /(token(?!i[sz])|\botps?\b|blacklist|denylist|revoked|nonce|csrf|credential|password|api ?key|magic ?link|verification|refresh|login|\bban(s|ned)?\b)/.test(
      words,
    )
  )
    return 'auth-state'
  if (
    /(cache|memo\b|memoi|remember|\bcopy$|index$|indexes|lookup|snapshot|last fetch|etag|cached)/.test(words)
  )
    return 'cache'
  if (shape === 'value' && isDroppedCopy(program, name, mutations)) return 'cache'
  if (
    mutations.some(
      (mutation) => putsConnection(program, mutation) || isKeyedByConnection(program, mutation),
    ) ||
    /(socket|\bsse|subscriber|connection|\bpeers?\b|listeners?$|\bclients\b|online|presence|rooms?\b|players?\b|\blobby|\bgames?\b|typing|viewers|watchers)/.test(
      words,
    ) ||
    (shape === 'container' && /\bclient\b/.test(words))
  )
    return 'realtime'
  if (/(users?|accounts?)\b/.test(words) && mentionsPassword(program, node, mutations)) return 'auth-state'
  if (shape === 'value' && isNumberGiver(words, init, mutations)) return 'sequence'
  if (/\bjobs?\b|schedul|cron/.test(words) && shape === 'container') return 'module-state'
  return 'module-state'
}

/** Changed by a function that turns people away who come too often. */
function isLimiter(program: Program, { node }: Mutation): boolean {
  let fn = enclosingFunction(node)
  for (let depth = 0; fn && depth < 3; depth++, fn = enclosingFunction(fn)) {
    if (/rate_?limit|limiter|throttl|too_?many/i.test(nameOf(fn))) return true
    const text = textOf(program, fn)
    if (
      fn.end - fn.start < 2000 &&
      /\b429\b|too many (requests|attempts|tries)|TOO_MANY_REQUESTS/i.test(text)
    )
      return true
  }
  return false
}

/** `users[socket.id] = …`, `rooms.set(client.id, …)` */
const isKeyedByConnection = (program: Program, { node }: Mutation) =>
  /(\[|\bset\(|\badd\()\s*(socket|client|ws|conn|connection|peer)\.id\b/.test(textOf(program, node))

const connectionName =
  /^(_?res|response|reply|ws|socket|conn|connection|client|stream|sock|peer|controller|transport)$/
function putsConnection(program: Program, { value }: Mutation): boolean {
  if (!value) return false
  const inner = unwrap(value)
  if (inner.type === 'Identifier')
    return connectionName.test(inner.name) || /(socket|Socket)(\.id)?$/.test(inner.name)
  // `reply.raw` of Fastify, `res.raw` of others: the connection itself.
  if (isMember(inner) && memberName(inner) === 'raw') return connectionName.test(inner.object.name ?? '')
  if (isMember(inner))
    return (
      connectionName.test(inner.object.name ?? '') &&
      memberName(inner) === 'id' &&
      /socket|ws|client/i.test(inner.object.name ?? '')
    )
  if (inner.type !== 'ObjectExpression') return false
  return inner.properties.some(
    (property: Node) =>
      connectionName.test(keyName(property) ?? '') ||
      (property.value && isConnection(program, property.value)),
  )
}

const isConnection = (_program: Program, node: Node) =>
  node.type === 'Identifier' && connectionName.test(node.name)

function mentionsPassword(program: Program, node: Node, mutations: readonly Mutation[]): boolean {
  const inner = mutations.map(({ node: at }) => enclosingFunction(at) ?? at)
  // `setUsers(users) { this.users = users }` says less than who calls it.
  const callers = inner.flatMap((fn) => (fn.type.includes('Function') ? program.callSitesOf(fn) : []))
  const around = [...inner, ...callers.map((call) => enclosingFunction(call) ?? call)]
  return [node, ...around].some((place) =>
    /passw|passphrase|hash|credential|\bpwd\b/i.test(textOf(program, place)),
  )
}

const textOf = (program: Program, node: Node) =>
  program.moduleOf(node).source.slice(node.start, Math.min(node.end, node.start + 2000))

function isNumberGiver(words: string, init: Node | undefined, mutations: readonly Mutation[]): boolean {
  if (!mutations.some(({ kind }) => kind === 'increment')) return false
  // What goes up and down again is a count of something.
  if (mutations.some(({ node }) => /^(--|-=)$/.test(node.operator ?? ''))) return false
  if (init && /^(ObjectExpression|ArrayExpression|FunctionExpression|TemplateLiteral)$/.test(init.type))
    return false
  if (
    /\b(id|ids|seq|sequence|next|number|num|serial|order|invoice|ticket|current id|last|auto inc\w*)\b|id$/.test(
      words,
    )
  )
    return true
  return mutations.some(({ node, kind }) => kind === 'increment' && givesNumber(node))
}

/** `{ id: ++n }`, `const id = n++`, `item.id = ++n`, `` `order-${++n}` ``. */
function givesNumber(node: Node): boolean {
  let at = node
  while (
    at.parent &&
    /^(TemplateLiteral|BinaryExpression|CallExpression|ParenthesizedExpression)$/.test(at.parent.type) &&
    !isInside(at, at.parent.callee ?? at.parent)
  )
    at = at.parent
  if (at.parent && /^(TemplateLiteral|BinaryExpression|CallExpression)$/.test(at.parent.type)) at = at.parent
  const { parent } = at
  if (parent?.type === 'Property')
    return /(^|_)(id|number|no|seq|key)$|Id$|Number$/.test(keyName(parent) ?? '')
  if (parent?.type === 'VariableDeclarator')
    return /(^|_)(id|number|no|seq|key)$|Id$|Number$/.test(parent.id.name ?? '')
  // `const nextId = () => n++`, `function nextNumber() { return ++n }`
  if (/^(ReturnStatement|ArrowFunctionExpression)$/.test(parent?.type ?? ''))
    return /id$|number$|^next|key$/i.test(nameOf(enclosingFunction(node) ?? node))
  if (parent?.type === 'AssignmentExpression' && isMember(parent.left))
    return /(^|_)(id|number|no|seq|key)$|Id$|Number$/.test(memberName(parent.left) ?? '')
  return false
}
