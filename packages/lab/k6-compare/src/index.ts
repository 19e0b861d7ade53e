export {
  type ComparedRuns,
  type CompareOptions,
  type ComparisonFormat,
  compareRuns,
  type RunComparison,
} from './compare-runs.ts'
export { type Answer, answerOf } from './judge/answer.ts'
export { compareSeries } from './judge/compare-series.ts'
export type { Difference, Judgement } from './judge/difference.ts'
export { defaultJudging, type Judging } from './judge/judging.ts'
export {
  type Facts,
  type Measure,
  type Measures,
  milliseconds,
  NothingToCompareError,
  perSecond,
  type Repeat,
  type Series,
  share,
} from './measure.ts'
export { isFolder, nothingIn, readFolder, readSeries } from './read/read-series.ts'
export { help, runCli } from './run-cli.ts'
export { holm } from './stats/holm.ts'
export { mannWhitney, type RankTest, smallestP } from './stats/mann-whitney.ts'
