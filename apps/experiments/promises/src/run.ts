/** The experiments, for who has a shop of their own to try them on (apps/labs). */
export type { Cell } from './report/results.ts'
export { type RunOptions, runPromises } from './run-promises.ts'
export { type Services, startServicesFor } from './world/start-step.ts'
