import { createShopApp, type ShopAppOptions } from './app.ts'
import { runInstance } from './run-instance.ts'
import { absentServices, looksOf } from './warm-up.ts'

/** Runs one instance of the shop over its adapters. It gets requests when every service that it needs has answered. */
export const runShop = (prepare: () => Promise<ShopAppOptions>): Promise<void> =>
  runInstance(async () => {
    const options = await prepare()
    const app = await createShopApp(options)
    const looks = looksOf(app, options)
    return { app, settings: options.settings, absentServices: () => absentServices(looks) }
  })
