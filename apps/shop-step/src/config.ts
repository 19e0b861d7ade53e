import { loadConfig as loadStateful } from '@unsticky/shop-stateful/config'
import { loadConfig as loadStateless } from '@unsticky/shop-stateless/config'
import { findStep, usesServices } from '@unsticky/steps'

export type Config = ReturnType<typeof loadConfig>

/** SHOP_STEP names the step; beside it the settings of the ends. Throws one error that names every problem. */
export function loadConfig(env = process.env) {
  const step = findStep(env.SHOP_STEP ?? '')
  const stateful = loadStateful(env)
  const stateless = usesServices(step) ? loadStateless(env) : undefined
  return { step, stateful, stateless, settings: stateless ?? stateful }
}
