export {
  buildComparison,
  type Comparison,
  type ComparisonInput,
  type FleetRun,
  type TimelineEvent,
} from './build-comparison.ts'
export {
  type CompareJson,
  type Environment,
  type FleetId,
  type FleetResult,
  type FleetResults,
  fleetIds,
  fleetTitles,
  type Verdict,
} from './compare.ts'
export { comparisonPage } from './html/page.ts'
export { readK6Points, type Traffic } from './k6-points.ts'
export { type TerminalOptions, toMarkdown, toTerminal } from './text-tables.ts'
export { assertCompareJson } from './validate.ts'
export { type VerdictOptions, verdict } from './verdict.ts'
export { type WrittenComparison, writeComparison } from './write-comparison.ts'
