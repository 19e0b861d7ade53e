import { join } from 'node:path'
import { audit } from '../audit.ts'
import { suppress } from '../cli/suppress.ts'
import type { Finding } from '../finding.ts'
import { loadProgram } from '../model/load-program.ts'
import { findFiles } from '../scan/find-files.ts'
import { reachableFrom } from '../scan/reachable.ts'

const root = join(import.meta.dirname, '../../../../..')

/** What `state-audit . --entry <shop>` prints: the shop and every package of the workspace that it imports. */
export function auditShop(entry: string): readonly Finding[] {
  return suppress(root, audit(root, { entry }).findings).findings
}

/** A `// STATEFUL:` comment and the lines that it speaks of: those below, up to an empty line or the next mark. */
export interface Mark {
  readonly file: string
  readonly line: number
  readonly lines: readonly number[]
}

export function marksOf(entry: string): readonly Mark[] {
  const { files, manifests } = findFiles(root)
  const { program } = loadProgram({ files, manifests, root })
  return reachableFrom(program, entry).flatMap(({ file, source }) => marksIn(file, source.split('\n')))
}

const isMark = (text: string | undefined) => /^\s*\/\/ STATEFUL: /.test(text ?? '')

function marksIn(file: string, source: readonly string[]): Mark[] {
  return source.flatMap((text, index) => {
    if (!isMark(text)) return []
    const lines: number[] = []
    for (let at = index + 1; source[at]?.trim() && !isMark(source[at]); at++) lines.push(at + 1)
    return [{ file, line: index + 1, lines }]
  })
}

/** True where the finding, or something that it points to, stands under the mark. */
export const speaksOf = (mark: Mark, { file, line, evidence }: Finding) =>
  [{ file, line }, ...evidence].some((place) => place.file === mark.file && mark.lines.includes(place.line))
