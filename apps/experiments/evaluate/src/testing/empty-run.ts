import { judge } from '@unsticky/continuity'
import type { FleetRun } from '@unsticky/report'

/** A turn in which nobody came. */
export const emptyRun = (): FleetRun => ({
  continuity: judge([]),
  traffic: { requests: 0, requestsFailed: 0, p50Ms: null, p95Ms: null, p99Ms: null },
})
