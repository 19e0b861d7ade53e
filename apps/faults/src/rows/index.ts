import type { Experiment } from '../experiment.ts'
import type { RowId } from '../rows.ts'
import { rollingRestart } from './r03-rolling-restart.ts'
import { emptySessionStore } from './r13-empty-session-store.ts'
import { parallelAdditions } from './r21-parallel-additions.ts'

/** Who shows which row. */
export const experiments: Readonly<Record<RowId, Experiment>> = {
  R03: rollingRestart,
  R13: emptySessionStore,
  R21: parallelAdditions,
}
