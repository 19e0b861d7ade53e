import { isCall, type Node } from './ast.ts'
import { childrenOf } from './bind.ts'

/** Every call below a node, inner functions among them. */
export const callsIn = (node: Node): Node[] =>
  childrenOf(node).flatMap((child) => [...(isCall(child) ? [child] : []), ...callsIn(child)])
