import { isFunction, type Node } from './ast.ts'

/** The expressions that a function returns, its inner functions left out. */
export function returnedBy(fn: Node): Node[] {
  const found: Node[] = []
  const visit = (node: Node) => {
    if (node.type === 'ReturnStatement' && node.argument) found.push(node.argument)
    for (const key of ['body', 'consequent', 'alternate', 'block', 'handler', 'finalizer', 'cases']) {
      const value = node[key]
      for (const child of Array.isArray(value) ? value : [value])
        if (child?.type && !isFunction(child)) visit(child)
    }
  }
  if (fn.body?.type === 'BlockStatement') visit(fn.body)
  else if (fn.body) found.push(fn.body)
  return found
}
