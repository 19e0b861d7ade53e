import { loadConfig as loadStateless } from '@unsticky/shop-stateless/config'
import { findStep, usesServices } from '@unsticky/steps'
import { loadInProcessConfig } from './in-process.ts'
import { readPutBack, withPutBack } from './put-back.ts'

export type Config = ReturnType<typeof loadConfig>

/**
 * SHOP_STEP names the step; SHOP_PUT_BACK, pieces of state that go back into the process, to see what that breaks. Beside
 * them the settings of the ends. Throws one error that names every problem.
 */
export function loadConfig(env = process.env) {
  const step = withPutBack(findStep(env.SHOP_STEP ?? ''), readPutBack(env.SHOP_PUT_BACK))
  const inProcess = loadInProcessConfig(env)
  const stateless = usesServices(step) ? loadStateless(env) : undefined
  return { step, inProcess, stateless, settings: stateless ?? inProcess }
}
