export interface MarkedLine {
  /** From 1. */
  readonly line: number
  /** The code that is marked, without the spaces around it and without the mark. */
  readonly code: string
}

/** At the begin of a comment; the text of the task speaks of marks, too. */
const mark = /(^|[^`])\/\/\s*STATEFUL:/i

/** The lines that are marked: a mark stands behind its line, or on lines of its own above it. */
export function markedLines(source: string): readonly MarkedLine[] {
  const lines = source.split('\n')
  return lines.flatMap((text, index) => {
    if (!mark.test(text)) return []
    const before = text.replace(/\/\/\s*STATEFUL:.*/i, '').trim()
    if (before) return [{ line: index + 1, code: before }]
    const below = lines.findIndex((other, at) => at > index && isCode(other))
    return below === -1 ? [] : [{ line: below + 1, code: lines[below]?.trim() ?? '' }]
  })
}

const isCode = (text: string) => text.trim() !== '' && !text.trim().startsWith('//')
