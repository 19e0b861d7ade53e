import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type LocalCloud, startLocalCloud } from '@unsticky/local-cloud'

const programAt = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The local cloud with the catalogue in it. */
export async function startCloud(): Promise<LocalCloud> {
  const cloud = await startLocalCloud()
  await promisify(execFile)(process.execPath, [programAt('./seed.ts')], { env: { ...cloud.env } })
  return cloud
}

/** Two instances of this shop on one cloud. */
export async function startShops(cloud: LocalCloud, env: Readonly<Record<string, string>> = {}) {
  const shops = await Promise.all(
    ['i-1', 'i-2'].map((INSTANCE_ID) => startShop(cloud, { ...env, INSTANCE_ID })),
  )
  return {
    urls: shops.map(({ url }) => url),
    /** SIGTERM; resolves to the exit codes. */
    stop: () => Promise.all(shops.map(({ stop }) => stop('SIGTERM'))),
    [Symbol.asyncDispose]: async () => void (await Promise.all(shops.map(({ stop }) => stop('SIGKILL')))),
  }
}

async function startShop(cloud: LocalCloud, env: Readonly<Record<string, string>>) {
  const child = fork(programAt('../server.ts'), {
    env: { ...cloud.env, PORT: '0', LOG_LEVEL: 'error', DRAIN_SECONDS: '0.2', ...env },
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const message = once(child, 'message').then(([first]) => first as { port: number })
  const first = await Promise.race([message, exited])
  if (typeof first !== 'object' || first === null) throw new Error(`The shop ended with ${first}`)
  return { url: `http://127.0.0.1:${first.port}`, stop }

  function stop(signal: NodeJS.Signals) {
    child.kill(signal)
    return exited
  }
}
