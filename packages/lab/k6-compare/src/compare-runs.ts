import { answerOf } from './judge/answer.ts'
import { compareSeries } from './judge/compare-series.ts'
import type { Difference } from './judge/difference.ts'
import { defaultJudging, type Judging } from './judge/judging.ts'
import { NothingToCompareError, type Series } from './measure.ts'
import { toMarkdown } from './print/markdown.ts'
import { toText } from './print/text.ts'
import { readSeries } from './read/read-series.ts'
import { warningsOf } from './warnings.ts'

export type ComparisonFormat = 'text' | 'markdown' | 'json'

export interface CompareOptions {
  readonly format: ComparisonFormat
  readonly judging?: Judging
  /** Reads a path; results of a tool of your own can be read this way. k6's own unless given. */
  readonly read?: (path: string) => Promise<readonly Series[]>
}

export interface ComparedRuns {
  readonly output: string
  /** 0: not worse; 1: worse in at least one measure; 3: cannot tell. */
  readonly exitCode: 0 | 1 | 3
}

export interface RunComparison {
  readonly files: { readonly a: string; readonly b: string }
  readonly judging: Judging
  readonly differences: readonly Difference[]
  readonly warnings: readonly string[]
}

/** What `k6-compare a b` prints and ends with. Throws `NothingToCompareError`. */
export async function compareRuns(a: string, b: string, options: CompareOptions): Promise<ComparedRuns> {
  const { format, judging = defaultJudging, read = readSeries } = options
  const [left, right] = [await read(a), await read(b)]
  assertBothMeasured({ a, left, b, right })
  const differences = compareSeries(left, right, judging)
  if (!differences.some(({ judgement }) => !judgement.startsWith('only')))
    throw new NothingToCompareError(`${a} and ${b} have no measure in common, so nothing can be compared.`)
  const comparison = { files: { a, b }, judging, differences, warnings: warningsOf(left, right) }
  return { output: formatted(comparison, format), exitCode: answerOf(differences).exitCode }
}

function formatted(comparison: RunComparison, format: ComparisonFormat): string {
  if (format === 'markdown') return toMarkdown(comparison)
  if (format === 'text') return toText(comparison)
  const { exitCode, repeatsWanted } = answerOf(comparison.differences)
  const answer = { 0: 'not worse', 1: 'worse', 3: 'cannot tell' }[exitCode]
  const { files, ...others } = comparison
  return `${JSON.stringify({ schema: 2, ...files, answer, ...(repeatsWanted && { repeatsWanted }), ...others }, null, 2)}\n`
}

interface Sides {
  readonly a: string
  readonly left: readonly Series[]
  readonly b: string
  readonly right: readonly Series[]
}

/** A script that failed before its first request has the best times of all. */
function assertBothMeasured({ a, left, b, right }: Sides) {
  const idle = (series: readonly Series[]) =>
    series.flatMap(({ repeats }) => repeats).find(({ facts }) => facts !== undefined && facts.requests === 0)
  const [idleA, idleB] = [idle(left), idle(right)]
  const asked = (series: readonly Series[]) =>
    series.some(({ repeats }) => repeats.some(({ facts }) => (facts?.requests ?? 0) > 0))
  for (const [path, found] of [
    [a, idleA],
    [b, idleB],
  ] as const)
    if (found && (asked(left) || asked(right)))
      throw new NothingToCompareError(
        `${found.file} made no request${found.file === path ? '' : ` (in ${path})`}, so it measured nothing.`,
      )
}
