import type { Declaration } from '@unsticky/steps'
import { type Excerpt, lineAt } from './excerpt.ts'
import { namesIn, parseFile } from './parse.ts'

/** A declaration without the comments inside of it. Throws when it is not there any more. */
export function readBare({ file, name }: Declaration): Excerpt {
  const { source, body, comments } = parseFile(file)
  const found = body.find((statement) => namesIn(statement).includes(name))
  if (!found) throw new Error(`${file} declares no ${name}`)
  const inside = comments.filter(({ start, end }) => start > found.start && end < found.end)
  const text = withoutComments(source.slice(found.start, found.end), found.start, inside)
  return { file, line: lineAt(source, found.start), text }
}

function withoutComments(text: string, offset: number, comments: readonly { start: number; end: number }[]) {
  const kept = comments
    .toReversed()
    .reduce((rest, { start, end }) => rest.slice(0, start - offset) + rest.slice(end - offset), text)
  return kept.replaceAll(/\n\s*(?=\n)/g, '')
}
