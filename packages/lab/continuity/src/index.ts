export {
  type Anomaly,
  type AnomalyKind,
  anomalyKinds,
  type LossName,
  losses,
  lossNames,
} from './anomaly.ts'
export { type ChargedOrder, type ChargesCheck, checkCharges, type LiveCharge } from './check-charges.ts'
export { type ClassifyOptions, classify } from './classify.ts'
export {
  type Act,
  formatEvent,
  type HistoryEvent,
  type Line,
  type Outcome,
  parseEvent,
  parseHistory,
  type ShownOrder,
} from './events.ts'
export { type ItemsOptions, itemsFor } from './items.ts'
export { type FleetContinuity, type JudgeOptions, judge, type Loss } from './judge.ts'
export {
  type AnswerOptions,
  createLedger,
  type InvokeOptions,
  type Ledger,
  type LedgerOptions,
  type PendingAct,
} from './ledger.ts'
