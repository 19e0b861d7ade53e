import { compareSeries, type Difference, type JudgeDifferences } from './compare-series.ts'
import { differencesToMarkdown, differencesToTerminal } from './differences-text.ts'
import { NothingToCompareError, readSeries } from './read-series.ts'

export type ComparisonFormat = 'text' | 'markdown' | 'json'

export interface ComparedRuns {
  readonly output: string
  /** 0: not worse; 1: worse in at least one measure. */
  readonly exitCode: 0 | 1
}

/** What `pnpm report compare a b` prints and ends with. Throws `NothingToCompareError`. */
export async function compareRuns(
  a: string,
  b: string,
  { format, judging }: { readonly format: ComparisonFormat; readonly judging: JudgeDifferences },
): Promise<ComparedRuns> {
  const differences = compareSeries(await readSeries(a), await readSeries(b), judging)
  if (differences.length === 0)
    throw new NothingToCompareError(`${a} and ${b} have no measure in common, so nothing can be compared.`)
  const exitCode = differences.some(({ judgement }) => judgement === 'worse') ? 1 : 0
  return { output: formatted(differences, { format, judging, files: { a, b } }), exitCode }
}

interface Formatting {
  readonly format: ComparisonFormat
  readonly judging: JudgeDifferences
  readonly files: { readonly a: string; readonly b: string }
}

function formatted(differences: readonly Difference[], { format, judging, files }: Formatting): string {
  if (format === 'json') return `${JSON.stringify({ schema: 1, ...files, judging, differences }, null, 2)}\n`
  return format === 'markdown' ? differencesToMarkdown(differences) : differencesToTerminal(differences)
}
