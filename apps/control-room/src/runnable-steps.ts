import { fileURLToPath } from 'node:url'

/** A version of the shop that can stand in a column. */
export interface RunnableStep {
  readonly id: string
  readonly title: string
  /** The .ts file of one instance. */
  readonly entry: string
  /** Whether its state lives in the backing services; otherwise each instance keeps files in a folder of its own. */
  readonly usesServices: boolean
}

const entry = (app: string) => fileURLToPath(new URL(`../../${app}/src/server.ts`, import.meta.url))

/** What can be chosen for a column, in the order of the steps. The only place that knows. */
export function runnableSteps(): readonly RunnableStep[] {
  return [
    { id: 'stateful', title: 'Step 0: stateful', entry: entry('shop-stateful'), usesServices: false },
    { id: 'stateless', title: 'Step 5: stateless', entry: entry('shop-stateless'), usesServices: true },
  ]
}

/** Thrown when an id names no step. */
export class UnknownStepError extends Error {
  readonly code = 'CONTROL_ROOM_UNKNOWN_STEP'
  constructor(id: string) {
    super(`There is no step ${id}`)
  }
}

export function findStep(id: string): RunnableStep {
  const step = runnableSteps().find((each) => each.id === id)
  if (!step) throw new UnknownStepError(id)
  return step
}
