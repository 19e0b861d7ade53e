import { readFileSync, writeFileSync } from 'node:fs'
import type { Finding } from '../finding.ts'

/** Thrown for a baseline file that is missing or no baseline. */
export class BaselineError extends Error {}

/** The ids of findings that a team knows of: a run reports what is new. */
export function readBaseline(file: string): ReadonlySet<string> {
  try {
    const { findings } = JSON.parse(readFileSync(file, 'utf8')) as { findings: { id: string }[] }
    return new Set(findings.map(({ id }) => id))
  } catch (cause) {
    throw new BaselineError(`${file} is no baseline; make one with --write-baseline ${file}`, { cause })
  }
}

export function writeBaseline(file: string, findings: readonly Finding[]) {
  const entries = findings.map(({ id, file: source, line, category }) => ({
    id,
    file: source,
    line,
    category,
  }))
  writeFileSync(file, `${JSON.stringify({ schema: 1, findings: entries }, undefined, 2)}\n`)
}
