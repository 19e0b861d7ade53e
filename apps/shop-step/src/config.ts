import { loadConfig as loadStateless, type Config as StatelessConfig } from '@unsticky/shop-stateless/config'
import { findStep, type Step, usesServices } from '@unsticky/steps'
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
  if (stateless) assertCartStore(step, stateless)
  return { step, inProcess, stateless, settings: stateless ?? inProcess }
}

/** A setting that a step cannot follow is refused, instead of being ignored without a word. */
function assertCartStore({ id, composition }: Step, { SHOP_CART_STORE, SESSION_PLUGIN }: StatelessConfig) {
  if (composition.carts === 'session' && SESSION_PLUGIN === 'lean')
    throw new Error(`Step ${id} keeps carts in the sessions, which SESSION_PLUGIN=lean does not store`)
  if (composition.carts !== 'Valkey' && SHOP_CART_STORE !== 'valkey')
    throw new Error(
      `SHOP_CART_STORE=${SHOP_CART_STORE} needs carts in a service of their own, from step 3b on; here they are in: ${composition.carts}`,
    )
}
