/** What `pnpm shop --step` takes: an id or a name of a step, or one of the two ends as the apps that they are. */
import { stepEntry } from '@unsticky/shop-step'
import { findStep, steps, usesServices } from '@unsticky/steps'
import { entryOf } from './contestants.ts'

export interface ShopChoice {
  readonly title: string
  readonly entry: string
  readonly needsServices: boolean
  /** What this shop needs of the balancer. */
  readonly routing: 'round-robin' | 'sticky'
  readonly env: Readonly<Record<string, string>>
  /** Its parts may run as separate services: nothing that they share lives in the process. */
  readonly isSeparable: boolean
  /** Its carts are in a service of their own, which SHOP_CART_STORE chooses. */
  readonly hasCartStore: boolean
}

export const stepNames: readonly string[] = ['stateful', 'stateless', ...steps.map(({ id }) => id)]

/** Throws `UnknownStepError`, which lists what there is. */
export function findShop(idOrName: string): ShopChoice {
  const step = findStep(idOrName)
  const isEnd = idOrName === 'stateful' || idOrName === 'stateless'
  return {
    title: isEnd ? `The ${idOrName} shop` : `Step ${step.id}, ${step.title}`,
    entry: isEnd ? entryOf(idOrName) : stepEntry,
    needsServices: usesServices(step),
    routing: isEnd ? 'round-robin' : step.routing,
    env: { SHOP_STEP: step.id },
    isSeparable: step.runsAs === 'separate services',
    hasCartStore: step.composition.carts === 'Valkey',
  }
}
