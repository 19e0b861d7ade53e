/** A comparison for terminals: side by side where two columns of code fit, else one below the other. */
import { styleText } from 'node:util'
import { type PieceDiff, placeMark, type Row } from './diff-piece.ts'

const wide = 140

export interface TextOptions {
  /** Columns of the terminal; `undefined`: not a terminal. */
  readonly width: number | undefined
}

export function renderPiece(diff: PieceDiff, { width }: TextOptions): string {
  const { piece, from, to, rows, seam, isSeamNew } = diff
  const places = seam.map(({ file, line }) => `${file}:${line}`)
  const seamLines = isSeamNew
    ? seam.flatMap(({ file, line, text }) => [
        place(`${placeMark}${file}:${line}`),
        ...text.split('\n').map(added),
      ])
    : [`  ${places.join('\n  ')}`]
  return [
    styleText('bold', `${piece}: ${from.adapter} → ${to.adapter}`),
    ...(width !== undefined && width >= wide ? sideBySide(rows, width) : unified(rows)),
    styleText('bold', isSeamNew ? 'The seam: what routes call instead' : 'The seam, the same in both'),
    ...seamLines,
  ].join('\n')
}

const added = (line: string) => styleText('green', `+ ${line}`.trimEnd())
const removed = (line: string) => styleText('red', `- ${line}`.trimEnd())
const place = (line: string) => styleText('cyan', line)

/** All that goes, then all that comes, between the lines that stay. */
function unified(rows: readonly Row[]): readonly string[] {
  const lines: string[] = []
  let coming: string[] = []
  for (const row of rows) {
    if (row.kind === 'same') flush()
    if (row.kind === 'same') lines.push(`  ${row.left}`.trimEnd())
    if (row.kind === 'removed' || row.kind === 'changed') lines.push(marked(row.left, removed))
    if (row.kind === 'added' || row.kind === 'changed') coming.push(marked(row.right, added))
  }
  flush()
  return lines

  function flush() {
    lines.push(...coming)
    coming = []
  }
}

function marked(line = '', paint: (line: string) => string) {
  if (!line.startsWith(placeMark)) return paint(line)
  return place(`${paint === added ? '+' : '-'} ${line.slice(placeMark.length)}`)
}

function sideBySide(rows: readonly Row[], width: number): readonly string[] {
  const column = Math.floor((width - 3) / 2)
  return blocksOf(rows).flatMap((block) => {
    const sides = (['left', 'right'] as const).map((side) => cellsOf(block, side, column))
    const height = Math.max(...sides.map((cells) => cells.length))
    return Array.from({ length: height }, (_, index) =>
      sides.map((cells) => cells[index] ?? ' '.repeat(column)).join(' │ '),
    )
  })
}

/** Lines that differ stand side by side as a whole, so that a long one on one side leaves no gap on the other. */
function blocksOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const blocks: Row[][] = []
  for (const row of rows) {
    const last = blocks.at(-1)
    if (last && row.kind !== 'same' && last[0]?.kind !== 'same') last.push(row)
    else blocks.push([row])
  }
  return blocks
}

function cellsOf(block: readonly Row[], side: 'left' | 'right', width: number): readonly string[] {
  return block.flatMap(({ kind, [side]: line }) => {
    if (line === undefined) return []
    const paint = paintOf(line, { kind, side })
    return wrap(line, width).map((part) => paint(part.padEnd(width)))
  })
}

function paintOf(line: string, { kind, side }: { kind: Row['kind']; side: 'left' | 'right' }) {
  if (line.startsWith(placeMark)) return place
  if (kind === 'same') return (text: string) => text
  return (text: string) => styleText(side === 'left' ? 'red' : 'green', text)
}

/** A line that does not fit goes on below, indented as deep as it began. */
function wrap(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line]
  const indent = ' '.repeat(Math.min(line.length - line.trimStart().length + 2, width / 2))
  const space = line.lastIndexOf(' ', width)
  const end = space > indent.length ? space : width
  return [line.slice(0, end), ...wrap(indent + line.slice(end).trimStart(), width)]
}
