import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding.ts'

const mark = /state-audit-ignore(?:\s*[:–-]\s*(.*?))?\s*(?:\*\/|-->)?\s*$/

export interface Suppressed {
  readonly findings: readonly Finding[]
  readonly suppressed: number
  /** Marks that suppress nothing, as they give no reason. */
  readonly notes: readonly string[]
}

/** Takes out the findings with `// state-audit-ignore: why` on their line or the line above. A mark needs a reason. */
export function suppress(folder: string, findings: readonly Finding[]): Suppressed {
  const lines = new Map<string, readonly string[]>()
  const notes: string[] = []
  const kept = findings.filter(({ file, line }) => {
    const source = lines.get(file) ?? readFileSync(join(folder, file), 'utf8').split('\n')
    lines.set(file, source)
    const match = [source[line - 1], source[line - 2]].map((text) => mark.exec(text ?? '')).find(Boolean)
    if (!match) return true
    if (match[1]) return false
    notes.push(`${file}:${line}: "state-audit-ignore" needs a reason: "state-audit-ignore: why"`)
    return true
  })
  return { findings: kept, suppressed: findings.length - kept.length, notes }
}
