/**
 * The plain shop has no adapter to show: its state is a marked line, and the lines of the routes that use it. Both are
 * found in the source: the statement below `// STATEFUL:`, and every statement that names what it declares.
 */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type PieceId, pieceOfMark, plainFolder } from '@unsticky/steps'
import { root } from '../cli/root.ts'
import { cut, type Excerpt } from './excerpt.ts'
import { childrenOf, type Node, namesIn, type ParsedFile, parseFile } from './parse.ts'

export interface Mark extends Excerpt {
  /** What goes wrong, in the words of the comment. */
  readonly says: string
  /** What the marked statement declares; empty for a call. */
  readonly names: readonly string[]
  /** What a marked call hands over, such as the plugin that it registers. */
  readonly plugins: readonly string[]
  /** `undefined`: no piece claims it, which a test forbids. */
  readonly piece: PieceId | undefined
  readonly range: Range
}

const word = 'STATEFUL:'

/** Every marked line of a folder, with the piece of state that it belongs to. */
export function readMarks(folder: string = join(root, plainFolder)): readonly Mark[] {
  return filesIn(folder).flatMap(marksOf)
}

/** The marked lines of one piece of state, and what uses them in the same file; what a plugin adds, in every file. */
export function readPlain(piece: PieceId, folder: string = join(root, plainFolder)): readonly Excerpt[] {
  const files = filesIn(folder)
  const marks = files.flatMap(marksOf).filter((mark) => mark.piece === piece)
  return files.flatMap((file) => {
    const own = marks.filter((mark) => mark.file === file.file)
    // A plugin called by an everyday word, such as `session`, is named everywhere: it is followed in its own file.
    const plugins = marks.flatMap((mark) =>
      mark.plugins.filter((name) => isTelling(name) || own.includes(mark)),
    )
    const names = [...own.flatMap((mark) => mark.names), ...plugins]
    const uses = names.length > 0 ? file.body.flatMap((each) => usesIn(each, { names, marks: own })) : []
    const ranges = [...own.map(({ range }) => range), ...uses]
    return apart(ranges).map((range) => cut(file.file, file.source, range))
  })
}

function filesIn(folder: string): readonly ParsedFile[] {
  const inRepository = folder.startsWith(root)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .toSorted()
    .map((name) =>
      inRepository ? parseFile(join(folder.slice(root.length), name)) : parseFile(name, folder),
    )
}

function marksOf(file: ParsedFile): readonly Mark[] {
  const units = statementsOf(file.body)
  return file.comments
    .filter(({ value }) => value.trimStart().startsWith(word))
    .flatMap((comment) => {
      const statement = units.filter(({ start }) => start >= comment.end).toSorted(byStart)[0]
      if (!statement) return []
      const says = comment.value.trimStart().slice(word.length).trim()
      const names = namesIn(statement)
      const range = { start: comment.start, end: endOf(statement) }
      const excerpt = cut(file.file, file.source, range)
      // A name says most; a call has none, and its comment says more than what it hands over and the file it stands in.
      const hints =
        names.length > 0
          ? [names.join(' '), basename(file.file), `${says} ${excerpt.text}`]
          : [says, excerpt.text, basename(file.file)]
      const piece = pieceOfMark(hints)
      return [{ ...excerpt, says, names, plugins: pluginsIn(statement), piece, range }]
    })
}

/** A long statement is shown by its first line: the rest are routes of their own. */
const endOf = ({ start, end }: Node) => (end - start > 1500 ? start : end)

const byStart = (one: Node, other: Node) => one.start - other.start

/** Every statement, however deep. */
const statementsOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [...(isStatement(node) ? [node] : []), ...statementsOf(childrenOf(node))])

const isStatement = ({ type }: Node) => /(Statement|Declaration)$/.test(type) && type !== 'BlockStatement'

/** `app.register(rateLimit, …)` hands over `rateLimit`. */
function pluginsIn(statement: Node): readonly string[] {
  const calls = childrenOf(statement).flatMap((child) =>
    child.type === 'AwaitExpression' ? childrenOf(child) : [child],
  )
  return calls
    .filter(({ type }) => type === 'CallExpression')
    .flatMap(({ arguments: given }) => given as readonly Node[])
    .filter(({ type }) => type === 'Identifier')
    .map(({ name }) => name as string)
}

const maxLength = 600

/** The statements that name one of these: whole where they are short, else what is inside of them. */
function usesIn(node: Node, wanted: Wanted): readonly Node[] {
  if (node.type === 'ImportDeclaration' || !mentions(node, wanted.names)) return []
  const holdsMark = wanted.marks.some(({ range }) => node.start <= range.start && range.end <= node.end)
  const isWhole = node.end - node.start <= maxLength && !holdsMark
  const inner = isWhole ? [] : innerOf(node)
  return inner.length > 0 ? inner.flatMap((each) => usesIn(each, wanted)) : [node]
}

interface Wanted {
  readonly names: readonly string[]
  readonly marks: readonly Mark[]
}

/** The nearest statements below. */
function innerOf(node: Node): readonly Node[] {
  return childrenOf(node).flatMap((child) => (isStatement(child) ? [child] : innerOf(child)))
}

/** By its own name, or as a part of one: `createRateLimit` is of the plugin `rateLimit`. */
function mentions(node: Node, names: readonly string[]): boolean {
  if (node.type === 'Identifier') return names.some((name) => isNamedAfter(node.name as string, name))
  return childrenOf(node).some((child) => mentions(child, names))
}

const isTelling = (name: string) => name.length > 8

const isNamedAfter = (name: string, other: string) =>
  name === other || (isTelling(other) && name.toLowerCase().endsWith(other.toLowerCase()))

interface Range {
  readonly start: number
  readonly end: number
}

/** In the order of the file, and none twice. */
function apart(ranges: readonly Range[]): readonly Range[] {
  const sorted = ranges.toSorted((one, other) => one.start - other.start || other.end - one.end)
  return sorted.filter(
    (range, index) => !sorted.slice(0, index).some((earlier) => earlier.end >= range.start),
  )
}
