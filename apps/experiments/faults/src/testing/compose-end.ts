import { createApp } from '@unsticky/shop-stateful'
import { loadConfig as loadStateful } from '@unsticky/shop-stateful/config'
import { createAdapters } from '@unsticky/shop-stateless/adapters'
import { loadConfig as loadStateless } from '@unsticky/shop-stateless/config'

/** Which of the two ends a program of this folder changes: SHOP_UNDER_TEST names it. */
export const isStateless = process.env.SHOP_UNDER_TEST === 'stateless'

/** The adapters and settings that the stateless shop runs with. */
export async function composeStateless() {
  const settings = loadStateless()
  return { settings, adapters: await createAdapters(settings) }
}

/** The stateful shop, before it listens. It has no parts to put in others for: what is changed is its own Maps. */
export async function prepareStateful(version: string) {
  const settings = loadStateful()
  return { settings, app: await createApp(settings, { version }) }
}
