import type { Program, Service } from '@unsticky/fleet'
import { shopParts } from '@unsticky/http'

interface ServicesOptions {
  readonly entry: string
  readonly env: Extract<NonNullable<Program['env']>, (...args: never) => unknown>
  /** Of each service. */
  readonly instances: number
  readonly areSeparate: boolean
}

/** The shop as one service, or each of its parts as one of its own: the same program, told which part it is. */
export function servicesOf({ entry, env, instances, areSeparate }: ServicesOptions): readonly Service[] {
  if (!areSeparate) return [{ name: 'shop', paths: ['/'], instances, program: { entry, env } }]
  return Object.entries(shopParts).map(([name, paths]) => ({
    name,
    paths,
    instances,
    program: { entry, env: (context) => ({ ...env(context), SHOP_PARTS: name }) },
  }))
}
