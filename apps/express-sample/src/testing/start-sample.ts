import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createProcessGroup, freePort, waitUntil } from '@unsticky/processes'

export type Sample = 'before.ts' | 'session-moved.ts' | 'cart-moved.ts' | 'after.ts'

export interface RunningSample extends AsyncDisposable {
  /** Addresses of its instances. */
  readonly urls: readonly [string, string]
  /** Ends one instance and starts it again at the same address. */
  restart(index: 0 | 1): Promise<void>
}

/** Starts two instances of a sample, each with a disk of its own, and waits until they answer. */
export async function startSample(
  file: Sample,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningSample> {
  const group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-sample-')),
    temporary: true,
  })
  const ports = [await freePort(), await freePort()] as const
  const start = async (index: 0 | 1) => {
    const PORT = String(ports[index])
    const child = await group.spawn({
      name: `${file}-${PORT}`,
      command: process.execPath,
      args: [fileURLToPath(new URL(`../${file}`, import.meta.url))],
      env: { PATH: process.env.PATH, ...env, PORT, PICTURES: join(group.directory, `disk-${index}`) },
    })
    await waitUntil(async () => (await fetch(`http://127.0.0.1:${PORT}/cart`)).ok, {
      what: file,
      timeoutMs: 60_000,
    })
    return child
  }
  const children = [await start(0), await start(1)]
  return {
    urls: [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`],
    restart: async (index) => {
      children[index]?.signal('SIGTERM')
      await children[index]?.exited
      children[index] = await start(index)
    },
    [Symbol.asyncDispose]: () => group.stopAll(),
  }
}
