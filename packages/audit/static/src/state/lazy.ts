import { enclosingFunction, isCall, isFunction, isInside, isMember, type Node } from '../model/ast.ts'

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
  ifStatement: Node,
  branch: Node,
  name: string,
  isTest: (test: Node) => boolean,
): boolean {
  const { test, consequent } = ifStatement
  if (!isTest(test)) return false
  // `if (!x && isAvailable())`
  if (test.type === 'LogicalExpression' && test.operator === '&&')
    return [test.left, test.right].some((part) =>
      isEmptyTest({ ...ifStatement, test: part }, branch, name, isTest),
    )
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
