import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessGroup } from '@unsticky/processes'

/**
 * One shop as a process, ready to answer. It ends with the test runner, however that ends: one left behind would hold
 * the runner's output open, and the run would never finish.
 */
export async function startShop(entry: string, env: Readonly<Record<string, string>>) {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-shop-'))
  const group = createProcessGroup({ directory, temporary: true })
  const listening = Promise.withResolvers<{ port: number }>()
  const child = await group.spawn({
    name: 'shop',
    command: process.execPath,
    args: [entry],
    env: { PORT: '0', LOG_LEVEL: 'error', DRAIN_SECONDS: '0.1', ...env },
    onMessage: (message) => {
      const { type, port } = message as { type: string; port: number }
      if (type === 'listening') listening.resolve({ port })
    },
  })
  const first = await Promise.race([listening.promise, child.exited])
  if (!('port' in first)) {
    const complaints = child.logTail()
    await group.stopAll()
    throw new Error(`The shop ended with ${first.code}: ${complaints}`)
  }
  return {
    url: `http://127.0.0.1:${first.port}`,
    /** SIGTERM; resolves to the exit code. */
    stop: async () => (await child.stop({ graceMs: 20_000 })).code,
    [Symbol.asyncDispose]: async () => {
      child.signal('SIGKILL')
      await group.stopAll()
    },
  }
}
