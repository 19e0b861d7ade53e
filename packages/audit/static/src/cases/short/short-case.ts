import type { Category } from '../../finding.ts'

/**
 * A library or a way of keeping things, in as few lines as it takes: its name, the categories that must be found in the
 * order of the lines, and the source of one file (`app.ts`) or of several.
 */
export type ShortCase = readonly [
  name: string,
  finds: readonly Category[],
  source: string | Readonly<Record<string, string>>,
]
