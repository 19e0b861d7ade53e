import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const results = fileURLToPath(new URL('../../../../results/', import.meta.url))

/** `results/2026-11-24T07-00-00-demo`, made. Sorts by time. */
export function newResultsDirectory(kind = 'demo', now = new Date()): string {
  const directory = join(results, `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${kind}`)
  mkdirSync(directory, { recursive: true })
  return directory
}
