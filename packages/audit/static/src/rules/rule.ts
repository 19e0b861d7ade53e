import type { Category, Severity } from '../finding.ts'
import type { Node } from '../model/ast.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from '../state/cell.ts'

/** What a rule may ask. */
export interface RuleContext {
  readonly program: Program
  /** Names, fields and properties that outlive a request and are changed by requests. */
  readonly cells: readonly Cell[]
}

/** What a rule says about one place. */
export interface Draft {
  /** The finding stands at this node's first line and ends with it. */
  readonly node: Node
  readonly category: Category
  readonly severity: Severity
  readonly message: string
  readonly conditional?: string | undefined
  readonly evidence?: readonly Node[]
  /** The code that changes the state. It breaks only where somebody's request is seen to run one of these. */
  readonly writes?: readonly Node[]
  /** Those writes that bring something from a visitor, seen by a visitor again; left out where all of them count. */
  readonly isNews?: boolean
}

/** A small program, and the lines that the rule must find in it; nothing else may be found by any rule. */
export interface Example {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly finds: readonly {
    readonly file: string
    readonly line: number
    readonly category: Category
    readonly conditional?: string
  }[]
}

/** One kind of state and how to recognise it. The examples are its tests. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly find: (context: RuleContext) => Iterable<Draft>
  readonly examples: readonly Example[]
}
