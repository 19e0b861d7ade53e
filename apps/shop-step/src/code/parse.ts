import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Comment, parseSync } from 'oxc-parser'
import { root } from '../cli/root.ts'

/** A node of the syntax tree, read by its shape. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface ParsedFile {
  readonly file: string
  readonly source: string
  readonly body: readonly Node[]
  readonly comments: readonly Comment[]
}

/** Reads a file of the repository; `file` counts from its root, or from `folder`. */
export function parseFile(file: string, folder = root): ParsedFile {
  const source = readFileSync(join(folder, file), 'utf8')
  const { program, comments } = parseSync(file, source)
  return { file, source, body: program.body as unknown as readonly Node[], comments }
}

export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode))
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** The declaration inside `export …`, or the statement itself. */
export const declarationIn = (statement: Node): Node => (statement.declaration as Node | null) ?? statement

/** The names that a statement declares. */
export function namesIn(statement: Node): readonly string[] {
  const declaration = declarationIn(statement)
  const declared = (declaration.declarations as readonly Node[] | undefined) ?? [declaration]
  return declared.flatMap(({ id }) => namesOfPattern(id as Node | undefined))
}

function namesOfPattern(pattern: Node | undefined): readonly string[] {
  if (!pattern) return []
  if (pattern.type === 'Identifier') return [pattern.name as string]
  return childrenOf(pattern).flatMap((child) =>
    child.type === 'Property' ? namesOfPattern(child.value as Node) : namesOfPattern(child),
  )
}
