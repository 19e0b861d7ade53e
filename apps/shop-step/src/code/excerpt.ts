/** Lines of a real file. */
export interface Excerpt {
  /** From the root of the repository. */
  readonly file: string
  /** Of the first line shown. */
  readonly line: number
  readonly text: string
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** Cuts whole lines out of a source and takes the indentation away that they have in common. */
export function cut(file: string, source: string, { start, end }: Range): Excerpt {
  const from = source.lastIndexOf('\n', start - 1) + 1
  const to = source.indexOf('\n', end)
  const text = source.slice(from, to === -1 ? undefined : to)
  return { file, line: lineAt(source, from), text: withoutIndent(text) }
}

export const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

function withoutIndent(text: string) {
  const lines = text.split('\n')
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length)
  const common = Math.min(...indents)
  return lines.map((line) => line.slice(common)).join('\n')
}
