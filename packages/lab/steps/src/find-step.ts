import type { Step } from './step.ts'
import { stateful } from './steps/0-stateful.ts'
import { audited } from './steps/1-audited.ts'
import { profilesOut } from './steps/2-profiles-out.ts'
import { sessionsOutNaively } from './steps/3a-sessions-out-naively.ts'
import { cartsByThemselves } from './steps/3b-carts-by-themselves.ts'
import { scaled } from './steps/4-scaled.ts'
import { stateless } from './steps/5-stateless.ts'

/** In the order in which a team takes them. */
export const steps: readonly Step[] = [
  stateful,
  audited,
  profilesOut,
  sessionsOutNaively,
  cartsByThemselves,
  scaled,
  stateless,
]

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

const inProcess: readonly string[] = ['memory', 'disk', 'session']

/** Whether the step needs anything beside its own processes. */
export const usesServices = ({ composition }: Step): boolean =>
  Object.values(composition).some((adapter) => !inProcess.includes(adapter))
