export {
  type ComparedRuns,
  type ComparisonFormat,
  type Difference,
  defaultJudging,
  type Judging,
  NothingToCompareError,
} from '@unsticky/k6-compare'
export {
  buildComparison,
  type Comparison,
  type ComparisonInput,
  type FleetRun,
} from './build-comparison.ts'
export {
  type ByFleet,
  type CompareJson,
  type Environment,
  type FleetId,
  type FleetResult,
  type FleetResults,
  fleetEntries,
  fleetIds,
  fleetTitles,
  type Verdict,
} from './compare.ts'
export { compareRuns } from './compare-runs/index.ts'
export { type CostCard, costOf, defaultRequestsPerMonth } from './cost/cost.ts'
export { type PriceName, type Prices, readPrices } from './cost/prices.ts'
export type {
  BalancerCounters,
  Evidence,
  MachineLoad,
  ProcessUsage,
  RunEvidence,
  StoreUse,
  TimelineEvent,
} from './evidence.ts'
export { comparisonPage } from './html/page.ts'
export {
  type EndpointTraffic,
  type MeasuredTraffic,
  readK6Points,
  type SecondTraffic,
  type Traffic,
} from './k6-points.ts'
export type { Plan } from './plan.ts'
export {
  compressedPointsFileName,
  historyFileName,
  pointsFileName,
  type RunRecord,
  readFleetRun,
  writeRunRecord,
} from './raw-run.ts'
export { NoResultsError, type RebuildOptions, rebuildComparison } from './rebuild.ts'
export { completedInWords, type Shopping, shoppingOf } from './shopping.ts'
export { type TerminalOptions, toMarkdown, toTerminal } from './text-tables.ts'
export { assertCompareJson } from './validate.ts'
export { type Finding, type Validity, validityOf } from './validity.ts'
export { type VerdictOptions, verdict } from './verdict.ts'
export { type WrittenComparison, writeComparison } from './write-comparison.ts'
