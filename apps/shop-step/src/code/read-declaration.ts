import type { Declaration } from '@unsticky/steps'
import { cut, type Excerpt } from './excerpt.ts'
import { namesIn, parseFile } from './parse.ts'

interface DeclarationOptions {
  /** Without the comments inside: the signatures alone. */
  readonly bare?: boolean
}

/** A declaration as it stands in its file. Throws when it is not there any more. */
export function readDeclaration(
  { file, name }: Declaration,
  { bare = false }: DeclarationOptions = {},
): Excerpt {
  const { source, body, comments } = parseFile(file)
  const found = body.find((statement) => namesIn(statement).includes(name))
  if (!found) throw new Error(`${file} declares no ${name}`)
  const excerpt = cut(file, source, found)
  if (!bare) return excerpt
  const inside = comments.filter(({ start, end }) => start > found.start && end < found.end)
  return { ...excerpt, text: withoutComments(source.slice(found.start, found.end), found.start, inside) }
}

function withoutComments(text: string, offset: number, comments: readonly { start: number; end: number }[]) {
  const kept = comments
    .toReversed()
    .reduce((rest, { start, end }) => rest.slice(0, start - offset) + rest.slice(end - offset), text)
  return kept.replaceAll(/\n\s*(?=\n)/g, '')
}
