import { runInstance } from '@unsticky/http/edge'
import { createApp } from './app.ts'
import { loadConfig } from './config.ts'

await runInstance(async () => {
  const settings = loadConfig()
  return { settings, app: await createApp(settings) }
})
