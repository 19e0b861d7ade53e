import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type LocalCloud, startLocalCloud } from '@unsticky/local-cloud'
import { startShop } from './start-shop.ts'

export { startShop } from './start-shop.ts'

const programAt = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The local cloud with the catalogue in it. */
export async function startCloud(): Promise<LocalCloud> {
  const cloud = await startLocalCloud()
  await promisify(execFile)(process.execPath, [programAt('./seed.ts')], { env: { ...cloud.env } })
  return cloud
}

/** Two instances of this shop on one cloud. */
export async function startShops(cloud: LocalCloud, env: Readonly<Record<string, string>> = {}) {
  const settings = { ...cloud.env, DRAIN_SECONDS: '0.2', ...env }
  const shops = await Promise.all(
    ['i-1', 'i-2'].map((INSTANCE_ID) => startShop(programAt('../server.ts'), { ...settings, INSTANCE_ID })),
  )
  return {
    urls: shops.map(({ url }) => url),
    /** SIGTERM; resolves to the exit codes. */
    stop: () => Promise.all(shops.map(({ stop }) => stop())),
    [Symbol.asyncDispose]: async () =>
      void (await Promise.all(shops.map((shop) => shop[Symbol.asyncDispose]()))),
  }
}
