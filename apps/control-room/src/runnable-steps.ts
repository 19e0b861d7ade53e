import { stepEntry } from '@unsticky/shop-step'
import { entryOf } from '@unsticky/shops/contestants'
import { findStep, type Step, steps, usesServices } from '@unsticky/steps'

/** A version of the shop that can stand in a column. */
export interface RunnableStep {
  readonly id: string
  readonly title: string
  /** The .ts file of one instance. */
  readonly entry: string
  /** Whether some of its state lives in the backing services. */
  readonly usesServices: boolean
  /** What it needs of the balancer. */
  readonly routing: 'round-robin' | 'sticky'
  /** What its instances need to know on top. */
  readonly env: Readonly<Record<string, string>>
}

/** What can be chosen for a column, in the order in which a team takes the steps. The only place that knows. */
export const runnableSteps = (): readonly RunnableStep[] => steps.map(toRunnable)

/** By id or name. Throws UnknownStepError, which lists what there is. */
export const findRunnableStep = (idOrName: string): RunnableStep => toRunnable(findStep(idOrName))

/** The two ends run as the apps that a team would have; what is between them is one program with a setting. */
function toRunnable(step: Step): RunnableStep {
  const { id, name, title, routing } = step
  return {
    id,
    title: `Step ${id}: ${title}`,
    entry: name === 'stateful' || name === 'stateless' ? entryOf(name) : stepEntry,
    usesServices: usesServices(step),
    routing,
    env: { SHOP_STEP: id },
  }
}
