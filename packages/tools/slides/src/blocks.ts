import { escapeHtml, inline } from './inline.ts'
import { takeCode, takeTable } from './taken.ts'

interface Block {
  readonly html: string
  /** How many lines it took. */
  readonly length: number
}

/** Turns the lines of one slide into HTML. `folder` is where its text stands: addresses are relative to it. */
export function renderBlocks(lines: readonly string[], folder: string): string {
  const html: string[] = []
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.trim() === '') at += 1
    else {
      const block = readBlock(lines.slice(at), folder)
      html.push(block.html)
      at += block.length
    }
  }
  return html.join('\n')
}

function readBlock(lines: readonly string[], folder: string): Block {
  const [first = ''] = lines
  if (first.startsWith('```')) return fenced(lines)
  if (/^#{1,3} /.test(first)) return heading(first)
  if (first.startsWith('@')) return taken(first, folder)
  if (first.startsWith('![')) return picture(first)
  if (first.startsWith('|')) return run(lines, isRow, table)
  if (first.startsWith('>')) return run(lines, isNote, notes)
  if (isItem(first)) return run(lines, isItemOrMore, list)
  return run(lines, isText, (own) => `<p>${inline(own.join(' '))}</p>`)
}

function run(
  lines: readonly string[],
  belongs: (line: string) => boolean,
  toHtml: (own: readonly string[]) => string,
): Block {
  const end = lines.findIndex((line) => !belongs(line))
  const own = lines.slice(0, end < 0 ? undefined : Math.max(1, end))
  return { html: toHtml(own), length: own.length }
}

const isRow = (line: string) => line.startsWith('|')
const isNote = (line: string) => line.startsWith('>')
const isItem = (line: string) => /^(- |\d+\. )/.test(line)
/** A line that is indented goes on with the item above. */
const isItemOrMore = (line: string) => isItem(line) || /^\s+\S/.test(line)
const isText = (line: string) => line.trim() !== '' && !/^(```|#|@|!\[|\||>|- |\d+\. )/.test(line)

function fenced(lines: readonly string[]): Block {
  const length = lines.slice(1).findIndex((line) => line.startsWith('```'))
  if (length < 0) throw new Error('A block of code has no end')
  return { html: code(lines.slice(1, 1 + length)), length: length + 2 }
}

const code = (lines: readonly string[]) => `<pre>${escapeHtml(lines.join('\n'))}</pre>`

function heading(line: string): Block {
  const level = line.indexOf(' ')
  return { html: `<h${level}>${inline(line.slice(level + 1))}</h${level}>`, length: 1 }
}

/** `@table <page> [heading]` or `@code <page> [heading]`. */
function taken(line: string, folder: string): Block {
  const [, what, file, heading] = /^@(table|code) (\S+)(?: (.+))?$/.exec(line) ?? []
  if (!what || !file) throw new Error(`Not a thing that can be taken over: ${line}`)
  const place = { folder, file, heading }
  return { html: what === 'table' ? table(takeTable(place)) : code(takeCode(place)), length: 1 }
}

function picture(line: string): Block {
  const [, alt, source] = /^!\[([^\]]+)\]\((\S+)\)$/.exec(line) ?? []
  if (!alt || !source) throw new Error(`A picture needs words and an address: ${line}`)
  return { html: `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}">`, length: 1 }
}

const notes = (lines: readonly string[]) =>
  `<div class="notes">${inline(lines.map((line) => line.replace(/^> ?/, '')).join(' '))}</div>`

function list(lines: readonly string[]): string {
  const tag = lines[0]?.startsWith('- ') ? 'ul' : 'ol'
  const items: string[] = []
  for (const line of lines) {
    if (isItem(line)) items.push(line.replace(/^(- |\d+\. )/, ''))
    else items.push(`${items.pop()} ${line.trim()}`)
  }
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`
}

function table(lines: readonly string[]): string {
  const [head = [], , ...rows] = lines.map(cellsOf)
  const th = head.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`)
  return `<table><thead><tr>${th}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
}

const cellsOf = (line: string) =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim())
