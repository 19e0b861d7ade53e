import { isFunction, isInside, isMember, memberName, type Node } from './ast.ts'
import { childrenOf } from './bind.ts'
import type { Program } from './program.ts'

/** The environment variable that an expression depends on: `process.env.X`, `env.X`, or a name made from one. */
export function environmentNameIn(program: Program, node: Node, depth = 0): string | undefined {
  if (isMember(node)) {
    const name = memberName(node)
    const object = node.object
    const isEnvironment = isMember(object) && memberName(object) === 'env' && object.object.name === 'process'
    if (name && (isEnvironment || (/^[A-Z][A-Z0-9_]{2,}$/.test(name) && !isFunction(node.parent))))
      return name
  }
  if (node.type === 'Identifier' && depth < 3) {
    const init = program.bindingOf(node)?.init
    if (
      init &&
      !/^(ImportDeclaration|FunctionDeclaration|ClassDeclaration)$/.test(init.type) &&
      !isInside(node, init)
    ) {
      const path = program.bindingOf(node)?.path ?? []
      if (path.length === 1 && isMember(init) && memberName(init) === 'env') return path[0]
      return environmentNameIn(program, init, depth + 1)
    }
  }
  if (isFunction(node)) return undefined
  for (const child of childrenOf(node)) {
    const found = environmentNameIn(program, child, depth)
    if (found) return found
  }
  return undefined
}

/** The environment variable that decides whether this node runs: the test of an `if`, a `?:`, an `||` around it. */
export function guardOf(program: Program, node: Node): string | undefined {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at
    if (/^(IfStatement|ConditionalExpression)$/.test(parent.type) && parent.test !== at) {
      const name = environmentNameIn(program, parent.test)
      if (name) return name
    }
    if (parent.type === 'LogicalExpression' && parent.right === at) {
      const name = environmentNameIn(program, parent.left)
      if (name) return name
    }
    if (parent.type === 'SwitchCase' && parent.parent) {
      const name = environmentNameIn(program, parent.parent.discriminant)
      if (name) return name
    }
    const left = Array.isArray(parent.body) ? leftBefore(program, parent.body, at) : undefined
    if (left) return left
    if (isFunction(parent)) return undefined
  }
  return undefined
}

/** `if (env.REDIS_URL) return shared()` above the line: what follows runs without it only. */
function leftBefore(program: Program, body: readonly Node[], statement: Node): string | undefined {
  const position = body.indexOf(statement)
  for (const before of body.slice(Math.max(0, position - 12), position)) {
    if (before.type !== 'IfStatement' || before.alternate || !leaves(before.consequent)) continue
    const name = environmentNameIn(program, before.test)
    if (name) return name
  }
  return undefined
}

const leaves = (node: Node): boolean =>
  node.type === 'ReturnStatement' ||
  (node.type === 'BlockStatement' && node.body.at(-1)?.type === 'ReturnStatement')
