import { loadConfig as loadStateless } from '@unsticky/shop-stateless/config'
import { findStep, usesServices } from '@unsticky/steps'
import { loadInProcessConfig } from './in-process.ts'

export type Config = ReturnType<typeof loadConfig>

/** SHOP_STEP names the step; beside it the settings of the ends. Throws one error that names every problem. */
export function loadConfig(env = process.env) {
  const step = findStep(env.SHOP_STEP ?? '')
  const inProcess = loadInProcessConfig(env)
  const stateless = usesServices(step) ? loadStateless(env) : undefined
  return { step, inProcess, stateless, settings: stateless ?? inProcess }
}
