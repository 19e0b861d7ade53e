import { readFileSync, statSync } from 'node:fs'

/** Larger than this is made by a machine. */
const maxBytes = 1_000_000
const maxLineLength = 20_000

/** Thrown for a file that is no source that a person wrote, or that cannot be read. */
export class UnreadableSource extends Error {}

export function readSource(absolute: string): string {
  const { size } = statSync(absolute)
  if (size > maxBytes) throw new UnreadableSource(`larger than ${maxBytes / 1000} kB`)
  const bytes = readFileSync(absolute)
  if (bytes.includes(0)) throw new UnreadableSource('binary')
  const source = bytes.toString('utf8')
  if (longestLine(source) > maxLineLength) throw new UnreadableSource('minified')
  return source
}

function longestLine(source: string): number {
  let longest = 0
  let start = 0
  for (let end = source.indexOf('\n'); end !== -1; end = source.indexOf('\n', start)) {
    longest = Math.max(longest, end - start)
    start = end + 1
  }
  return Math.max(longest, source.length - start)
}
