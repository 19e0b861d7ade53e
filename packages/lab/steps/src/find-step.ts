import { type Step, steps } from './step.ts'

/** Thrown for a step that is not there; the message lists those that are. */
export class UnknownStepError extends Error {
  readonly code = 'STEPS_UNKNOWN_STEP'
  constructor(given: string) {
    super(`There is no step "${given}". Steps: ${steps.map(({ id, name }) => `${id} (${name})`).join(', ')}`)
  }
}

/** A step by its id or its name: "3a", "sessions-out-naively". Throws `UnknownStepError`. */
export function findStep(idOrName: string): Step {
  const step = steps.find(({ id, name }) => id === idOrName || name === idOrName)
  if (!step) throw new UnknownStepError(idOrName)
  return step
}
