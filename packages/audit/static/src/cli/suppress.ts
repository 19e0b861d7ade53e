import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding.ts'

const word = 'state-audit-ignore'

export interface Suppressed {
  readonly findings: readonly Finding[]
  readonly suppressed: number
  /** Marks that suppress nothing, as they give no reason. */
  readonly notes: readonly string[]
}

/**
 * Takes out the findings with `// state-audit-ignore: why` at the end of their line, or in the comment above it. A mark
 * behind code speaks of its own line only. A mark needs a reason.
 */
export function suppress(folder: string, findings: readonly Finding[]): Suppressed {
  const lines = new Map<string, readonly string[]>()
  const notes: string[] = []
  const kept = findings.filter(({ file, line }) => {
    const source = lines.get(file) ?? readFileSync(join(folder, file), 'utf8').split('\n')
    lines.set(file, source)
    const reason = reasonOf(source[line - 1] ?? '') ?? reasonAbove(source, line)
    if (reason === undefined) return true
    if (reason) return false
    notes.push(`${file}:${line}: "${word}" needs a reason: "${word}: why"`)
    return true
  })
  return { findings: kept, suppressed: findings.length - kept.length, notes }
}

/** The mark in the comment that ends on the line above, which may have more lines. */
function reasonAbove(source: readonly string[], line: number): string | undefined {
  for (let above = line - 1; above > 0 && isComment(source[above - 1] ?? ''); above--) {
    const reason = reasonOf(source[above - 1] ?? '')
    if (reason !== undefined) return reason
  }
  return undefined
}

/** Nothing but a comment, or a line of a longer one. */
const isComment = (text: string) => {
  const inner = text.trim()
  if (!['//', '/*', '*', '{/*', '<!--'].some((start) => inner.startsWith(start))) return false
  const end = inner.indexOf('*/')
  return end === -1 || /^\}?$/.test(inner.slice(end + 2))
}

/** What a mark gives as its reason: '' where it gives none, undefined where there is no mark. */
function reasonOf(text: string): string | undefined {
  const at = text.indexOf(word)
  if (at === -1 || !isOpened(text.slice(0, at).trimEnd())) return undefined
  const rest = withoutEnd(text.slice(at + word.length))
  return /^[:–-]/.test(rest) ? rest.slice(1).trim() : rest === '' ? '' : undefined
}

/** Right behind the beginning of a comment, which does not stand in a text. */
const isOpened = (before: string) =>
  /(^|[^:])\/\/+$|\/\*+$|^\s*\*$|<!--$/.test(before) && (before.match(/['"`]/g)?.length ?? 0) % 2 === 0

const withoutEnd = (text: string) =>
  text
    .trim()
    .replace(/(\*\/|-->)\}?$/, '')
    .trim()
