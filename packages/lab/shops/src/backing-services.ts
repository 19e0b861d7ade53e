import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type LocalCloud, startLocalCloud } from '@unsticky/local-cloud'

export interface BackingServices extends AsyncDisposable {
  /** What an instance of the stateless shop finds them by. */
  readonly env: Readonly<Record<string, string>>
}

const run = promisify(execFile)
const seed = fileURLToPath(new URL('./seed.ts', import.meta.url))

/** Starts what the stateless shop stands on, catalogue included. The stateful shop stands on nothing. */
export async function startBackingServices(areNeeded: boolean): Promise<BackingServices> {
  if (!areNeeded) return { env: {}, [Symbol.asyncDispose]: async () => {} }
  return startSeededCloud()
}

/** Puts the demo catalogue in, stock included. */
export async function seedCatalog(cloudEnv: Readonly<Record<string, string>>): Promise<void> {
  await run(process.execPath, [seed], { env: { ...cloudEnv } })
}

/** A local cloud with the demo catalogue in it, fit for the load of several instances. */
export async function startSeededCloud(): Promise<LocalCloud> {
  const cloud = await startLocalCloud({ awsApart: true })
  try {
    await seedCatalog(cloud.env)
    return cloud
  } catch (error) {
    await cloud.stop()
    throw error
  }
}
