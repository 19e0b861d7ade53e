import type { Experiment } from '../experiment.ts'
import type { RowId } from '../rows.ts'
import { killUnderLoad } from './r01-kill-under-load.ts'
import { rollingRestart } from './r03-rolling-restart.ts'
import { orderInFlight } from './r04-order-in-flight.ts'
import { frozenSessionStore } from './r12-frozen-session-store.ts'
import { emptySessionStore } from './r13-empty-session-store.ts'
import { killedCartStore } from './r13b-killed-cart-store.ts'
import { parallelAdditions } from './r21-parallel-additions.ts'
import { lastUnit } from './r22-last-unit.ts'
import { sameOrderTenTimes } from './r23-same-order-ten-times.ts'
import { sameKeyOtherBody } from './r24-same-key-other-body.ts'

/** Who shows which row. */
export const experiments: Readonly<Record<RowId, Experiment>> = {
  R01: killUnderLoad,
  R03: rollingRestart,
  R04: orderInFlight,
  R12: frozenSessionStore,
  R13: emptySessionStore,
  R13b: killedCartStore,
  R21: parallelAdditions,
  R22: lastUnit,
  R23: sameOrderTenTimes,
  R24: sameKeyOtherBody,
}
