import {
  calledName,
  enclosingFunction,
  isCall,
  isFunction,
  isInside,
  isMember,
  isWrapper,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import { adders, removers } from '../model/mutators.ts'

interface Readers {
  /** Where the value is looked at, not only changed. */
  readonly all: readonly Node[]
  /** Those for which it is more than a question whether to write a line in a log. */
  readonly telling: readonly Node[]
}

export function readersOf(uses: readonly Node[]): Readers {
  const all = uses.filter((use) => !isOnlyWrite(use))
  return { all, telling: all.filter((use) => !isForLog(use)) }
}

/** `seen.add(x)`, `count++`, `part.of.it = 1` as statements of their own: nobody looks at what was there. */
function isOnlyWrite(use: Node): boolean {
  let at = use
  for (; at.parent; at = at.parent) {
    const { parent } = at
    if (isWrapper(parent) || (isMember(parent) && parent.object === at)) continue
    if (isCall(parent) && parent.callee === at) {
      const name = isMember(unwrap(at)) ? (memberName(unwrap(at)) ?? '') : ''
      return (adders.has(name) || removers.has(name)) && isStatement(parent)
    }
    if (parent.type === 'AssignmentExpression') return parent.left === at && isStatement(parent)
    if (parent.type === 'UpdateExpression' || parent.operator === 'delete') return isStatement(parent)
    return false
  }
  return false
}

const isStatement = ({ parent }: Node) => parent?.type === 'ExpressionStatement'

/** `if (!warned.has(x)) { warned.add(x); logger.warn(…) }`: told to a log, not to a visitor. */
function isForLog(use: Node): boolean {
  for (let at = use; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type !== 'IfStatement' || parent.test !== at) continue
    if (!isReturn(parent.consequent)) return isLogging(parent.consequent) && !parent.alternate
    // `if (warned.has(x)) return`, and the rest of the function is a line in the log.
    const body: Node[] = enclosingFunction(parent)?.body?.body ?? []
    const rest = body.filter((statement) => statement.start > parent.end)
    return rest.length > 0 && body.some((statement) => isInside(parent, statement)) && rest.every(isLogging)
  }
  return false
}

const isReturn = (node: Node): boolean =>
  node.type === 'ReturnStatement'
    ? node.argument === null
    : node.type === 'BlockStatement' && node.body.length === 1 && isReturn(node.body[0])

/** Nothing but words for a log, and notes that they were said. */
function isLogging(node: Node): boolean {
  if (node.type === 'BlockStatement') return node.body.every(isLogging)
  if (node.type === 'IfStatement')
    return isLogging(node.consequent) && (!node.alternate || isLogging(node.alternate))
  if (node.type === 'VariableDeclaration' || isReturn(node)) return true
  if (node.type !== 'ExpressionStatement') return false
  const inner = unwrap(node.expression)
  if (/^(AssignmentExpression|UpdateExpression)$/.test(inner.type)) return true
  if (!isCall(inner)) return false
  const callee = unwrap(inner.callee)
  const name = calledName(inner) ?? ''
  if (!isMember(callee)) return /^(log|warn|debug)/i.test(name)
  return (
    adders.has(name) ||
    (/^(log|warn|error|info|debug|trace|verbose|notice|fatal)$/.test(name) && isLog(callee.object))
  )
}

const isLog = (object: Node): boolean => {
  const inner = unwrap(object)
  const name = isMember(inner)
    ? (memberName(inner) ?? '')
    : isCall(inner)
      ? (calledName(inner) ?? '')
      : (inner.name ?? '')
  return /log|console|winston|pino|sentry|reporter/i.test(name)
}
