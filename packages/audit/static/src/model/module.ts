import type { Node } from './ast.ts'
import type { Binding } from './bindings.ts'

/** One parsed file: its tree, its names, and lists of the nodes that rules ask for. */
export interface Module {
  /** Relative to the audited folder, with `/`. */
  readonly file: string
  readonly absolute: string
  readonly source: string
  readonly program: Node
  readonly comments: readonly { value: string; start: number; end: number }[]
  readonly bindings: Binding[]
  /** The names at the top of the module. */
  readonly topNames: Map<string, Binding>
  readonly bindingOf: Map<Node, Binding>
  readonly calls: Node[]
  readonly functions: Node[]
  readonly classes: Node[]
  readonly members: Node[]
  /** `import('./x')` */
  readonly dynamicImports: Node[]
  readonly assignments: Node[]
  /** Identifiers that no scope of the module knows: names of the language, and names hung on the global object. */
  readonly unbound: Node[]
  readonly exports: Map<string, ExportedValue[]>
  /** `export * from './x'` */
  readonly reexportsAll: string[]
  /** Specifiers that this module imports or requires, each resolved later. */
  readonly specifiers: Set<string>
  lineOf(offset: number): number
}

/** What an export stands for: a node of this module, or a name in another one. */
export type ExportedValue =
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string }

/** Turns offsets into lines, counted from 1. */
export function createLineCounter(source: string): (offset: number) => number {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
