import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../app.ts'
import { loadConfig } from '../config.ts'

/** The shop in this process. Its state is that of the modules: shops of one test file share it. */
export async function startShop(env: NodeJS.ProcessEnv = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-stateful-'))
  // A machine that is busy with other tests is no overloaded shop.
  const calm = { OVERLOAD_DELAY_MS: '0' }
  const settings = { PORT: '0', LOG_LEVEL: 'warn', INSTANCE_ID: 'shop-1', SHOP_FILES_DIRECTORY: directory }
  const app = await createApp(loadConfig({ ...settings, ...calm, ...env }))
  app.addHook('onClose', async () => rmSync(directory, { recursive: true, force: true }))
  return { app, listen: () => app.listen({ port: 0, host: '127.0.0.1' }) }
}
