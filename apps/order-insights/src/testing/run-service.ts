import { fileURLToPath } from 'node:url'
import type { LocalCloud } from '@unsticky/local-cloud'
import { createProcessGroup, freePort, type ManagedProcess, waitUntil } from '@unsticky/processes'

const server = fileURLToPath(new URL('../server.ts', import.meta.url))

/** The service as a process, to be killed and started again on the same port. */
export async function openService(cloud: Pick<LocalCloud, 'env' | 'directory'>, { name = 'insights' } = {}) {
  const group = createProcessGroup({ directory: `${cloud.directory}/${name}` })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let process_: ManagedProcess | undefined
  return {
    url,
    start,
    /** SIGKILL: no goodbye, nothing is saved any more. */
    async kill() {
      process_?.signal('SIGKILL')
      await process_?.exited
    },
    stop: () => process_?.stop({ graceMs: 15_000 }),
    log: () => process_?.logTail(40) ?? '',
    get: async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T,
    [Symbol.asyncDispose]: () => group.stopAll(),
  }

  async function start() {
    process_ = await group.spawn({
      name,
      command: process.execPath,
      args: [server],
      env: { ...cloud.env, PORT: String(port), LOG_LEVEL: 'info' },
    })
    await waitUntil(() => fetch(`${url}/livez`).then((answer) => answer.ok), {
      what: 'order-insights to listen',
      timeoutMs: 60_000,
    })
  }
}
