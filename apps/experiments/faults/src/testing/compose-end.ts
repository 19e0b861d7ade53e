import type { Settings, ShopAdapters } from '@unsticky/http'
import { createAdapters as createStateful } from '@unsticky/shop-stateful/adapters'
import { loadConfig as loadStateful } from '@unsticky/shop-stateful/config'
import { createAdapters as createStateless } from '@unsticky/shop-stateless/adapters'
import { loadConfig as loadStateless } from '@unsticky/shop-stateless/config'

interface Composed {
  readonly adapters: ShopAdapters
  readonly settings: Settings
}

/** What the end that SHOP_UNDER_TEST names is put together of, for the programs of this folder to change. */
export async function composeEnd(): Promise<Composed> {
  if (process.env.SHOP_UNDER_TEST === 'stateless') {
    const settings = loadStateless()
    return { settings, adapters: await createStateless(settings) }
  }
  const settings = loadStateful()
  const adapters = await createStateful(settings)
  return { settings, adapters }
}
