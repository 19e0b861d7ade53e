/** `pnpm order-insights`: the stateless shop with buyers, and beside it this service, until Ctrl-C. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startServices } from '@unsticky/fleet'
import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup, freePort } from '@unsticky/processes'
import { startBackingServices } from '@unsticky/shops/backing-services'
import { instanceEnv } from '@unsticky/shops/instance-env'
import { findShop } from '@unsticky/shops/shop-choices'
import { servicesOf } from '@unsticky/shops/shop-services'
import { Command } from 'commander'
import open from 'open'
import { buyUntil } from './buyers.ts'

const { open: opens } = new Command('order-insights')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description('Runs the stateless shop with a few buyers, and beside it a service that it knows nothing of.')
  .option('--open', 'open the page of the service in a browser')
  .addHelpText('after', '\nKill the service as often as you like: it is started again and misses no order.')
  .parse()
  .opts<{ open?: boolean }>()

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())

const shop = findShop('stateless')
const { envoy } = await ensureTools(['envoy'])
await using cloud = await startBackingServices(true)
const directory = mkdtempSync(join(tmpdir(), 'unsticky-insights-'))
await using group = createProcessGroup({ directory, temporary: true })
const env = instanceEnv('stateless', { cloudEnv: cloud.env, directory, settings: { ...shop.env } })
await using running = await startServices({
  name: 'shop',
  services: servicesOf({ entry: shop.entry, env, instances: 2, areSeparate: false }),
  balancer: { routing: shop.routing, failureHandling: 'resilient' },
  envoyPath: envoy.command,
  group,
  log: () => {},
})
const port = await freePort()
const url = `http://127.0.0.1:${port}/`
console.log(`\nThe shop:       ${running.url}/\nOrder insights: ${url}`)
const kept = keepRunning()
if (opens) await open(url)
await Promise.all([kept, buyUntil(interrupted.signal, running.url)])
console.error('stopping …')

/** Starts the service, and starts it again whenever it was ended. */
async function keepRunning() {
  while (!interrupted.signal.aborted) {
    const service = await group.spawn({
      name: 'order-insights',
      command: process.execPath,
      args: [fileURLToPath(new URL('./server.ts', import.meta.url))],
      env: { ...cloud.env, PORT: String(port), LOG_LEVEL: 'warn' },
    })
    console.log(`  kill -9 ${service.pid}`)
    const stop = () => service.signal('SIGTERM')
    interrupted.signal.addEventListener('abort', stop)
    await service.exited
    interrupted.signal.removeEventListener('abort', stop)
    await sleep(500, undefined, { signal: interrupted.signal }).catch(() => {})
  }
}
