import type { Category } from '../finding.ts'
import type { Node } from '../model/ast.ts'
import type { Mutation } from '../model/flow.ts'

/** A name, field or property that lives as long as the process and that requests change. */
export interface Cell {
  readonly name: string
  /** The declaration, or the first assignment where there is none. */
  readonly node: Node
  /** What it starts as. */
  readonly init: Node | undefined
  readonly mutations: readonly Mutation[]
  readonly shape: 'container' | 'value'
  readonly category: Category
  /** Everywhere it is used, as far as that is known. */
  readonly uses?: readonly Node[]
  readonly reads?: readonly Node[]
  /** It may live for one request only. */
  readonly isUnclear?: boolean
  /** Calls that make one more of it. */
  readonly made?: readonly Node[]
}
