import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { codeOf, type Excerpt, seamOf } from '@unsticky/shop-step/code'
import type { PieceId, Step } from '@unsticky/steps'
import { createTwoFilesPatch } from 'diff'
import { root } from '../root.ts'
import { linkTo } from './link.ts'
import type { Page } from './show.ts'

/** The lines of the plain shop that break, and those that use them. */
export const plain = (piece: PieceId, page: Page): string =>
  codeOf({ composition: plainEverywhere } as unknown as Step, piece)
    .excerpts.reduce(joinNeighbours, [])
    .map((excerpt) => excerptText(excerpt, page))
    .join('\n\n')

/** Excerpts of one file stand in one block. */
function joinNeighbours(blocks: readonly Excerpt[], excerpt: Excerpt): readonly Excerpt[] {
  const last = blocks.at(-1)
  if (last?.file !== excerpt.file) return [...blocks, excerpt]
  return [...blocks.slice(0, -1), { ...last, text: `${last.text}\n// …\n${excerpt.text}` }]
}

const plainEverywhere = new Proxy({}, { get: () => 'plain' })

export const seam = (piece: PieceId, page: Page): string =>
  seamOf(piece)
    .map((excerpt) => excerptText(excerpt, page))
    .join('\n\n')

/** What stands behind the port in a step. */
export const adapter = (
  step: Step,
  piece: PieceId,
  { page, most }: { page: Page; most?: number | undefined },
) =>
  codeOf(step, piece)
    .excerpts.map((excerpt) => excerptText(shortened(excerpt, most), page))
    .join('\n\n')

/**
 * `file`, or `file :: from :: to`: whole lines, from the one that holds the first text to the one that holds the second;
 * `^}` is a line of nothing else.
 */
export function code(wanted: string, page: Page): string {
  const [file = '', from, to] = wanted.split(' :: ')
  const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n')
  const start = from ? indexOf(lines, from) : 0
  const end = to ? indexOf(lines, to, start) : from ? start : lines.length - 1
  return excerptText({ file, text: outdented(lines.slice(start, end + 1)) }, page)
}

/** What changes between two files, with the three lines around it. */
export function patch(from: string, to: string, page: Page): string {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const changes = createTwoFilesPatch(from, to, read(from), read(to), '', '', { context: 3 })
  const body = changes.split('\n').filter((line) => !/^(=+|---|\+\+\+) ?/.test(line))
  return `From ${linkTo(from, { page })} to ${linkTo(to, { page })}:\n\n${fenced(body.join('\n').trim(), 'diff')}`
}

function indexOf(lines: readonly string[], text: string, start = 0): number {
  const isIt = text.startsWith('^')
    ? (line: string) => line === text.slice(1)
    : (line: string) => line.includes(text)
  const index = lines.findIndex((line, at) => at >= start && isIt(line))
  if (index === -1) throw new Error(`no line holds "${text}"`)
  return index
}

function outdented(lines: readonly string[]): string {
  const filled = lines.filter((line) => line.trim())
  const common = Math.min(...filled.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(common)).join('\n')
}

/** Cut at the end of a statement or a block, where one ends within the limit. */
function shortened(excerpt: Excerpt, most = 60): Excerpt {
  const lines = excerpt.text.split('\n')
  if (lines.length <= most) return excerpt
  const blank = lines.slice(0, most).findLastIndex((line) => line.trim() === '')
  const kept = lines.slice(0, blank > most / 2 ? blank : most)
  return { ...excerpt, text: [...kept, `// … ${lines.length - kept.length} more lines`].join('\n') }
}

/** Without the number of the line: a page would be stale whenever something above changes. */
const excerptText = ({ file, text }: Pick<Excerpt, 'file' | 'text'>, page: Page) =>
  `${linkTo(file, { page, text: `\`${file}\`` })}\n\n${fenced(text, languageOf(file))}`

const languageOf = (file: string) => extname(file).slice(1)

const fenced = (text: string, language: string) => `\`\`\`${language}\n${text}\n\`\`\``
