import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, type ManagedProcess, type ProcessGroup, waitUntil } from '@unsticky/processes'
import { childEnvironment } from '../child-environment.ts'
import type { Log } from '../progress/log.ts'
import { assertRunning, retryTakenPorts, type ServiceHandle } from '../service.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import type { Tool } from '../tools/tool.ts'
import { askValkey } from './ask-valkey.ts'
import { valkeyConfig } from './valkey-config.ts'

export interface ValkeyHandle extends ServiceHandle {
  /** `redis://127.0.0.1:port`, without the password. */
  readonly url: string
  readonly password: string
}

export interface StartValkeyOptions {
  /** Names it in messages and files: "sessions". */
  readonly name: string
  /** Append-only file, written before every answer: survives a kill. Otherwise it comes back empty. */
  readonly durable: boolean
  /** Letters and digits. */
  readonly password: string
  /** Its processes end with this group, its files live in the group's directory. */
  readonly group: ProcessGroup
  readonly log?: Log
}

/** Starts a Valkey (or Redis) on a free loopback port and returns when it answers. */
export async function startValkey(options: StartValkeyOptions): Promise<ValkeyHandle> {
  if (!/^\w{8,}$/.test(options.password)) throw new Error('A Valkey password is 8 or more letters and digits')
  const { valkey } = await ensureTools(['valkey'], { log: options.log })
  const directory = join(options.group.directory, `valkey-${options.name}`)
  const place = { ...options, directory, tool: valkey }
  const state = await retryTakenPorts(async () => {
    const port = await freePort()
    return { port, server: await launch({ ...place, port }) }
  })

  return {
    port: state.port,
    url: `redis://127.0.0.1:${state.port}`,
    password: options.password,
    get pid() {
      return state.server.pid
    },
    freeze: () => state.server.signal('SIGSTOP'),
    thaw: () => state.server.signal('SIGCONT'),
    async kill() {
      state.server.signal('SIGKILL')
      await state.server.exited
    },
    async restart({ empty = false } = {}) {
      await state.server.stop()
      if (empty) rmSync(directory, { recursive: true, force: true })
      state.server = await launch({ ...place, port: state.port })
    },
  }
}

interface LaunchOptions extends StartValkeyOptions {
  readonly directory: string
  readonly tool: Tool
  readonly port: number
}

async function launch({ name, directory, tool, port, password, durable, group }: LaunchOptions) {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, 'valkey.conf')
  writeFileSync(file, valkeyConfig({ port, directory, password, durable }), { mode: 0o600 })
  const server = await group.spawn({
    name: `valkey-${name}`,
    command: tool.command,
    args: [...tool.args, file],
    env: childEnvironment(group, tool.env),
  })
  await whenReady(server, port, password)
  return server
}

/**
 * The process id in the answer proves that it is ours who answers and not somebody who took the port. It answers INFO
 * while it still reads its file, and everything else with LOADING.
 */
async function whenReady(server: ManagedProcess, port: number, password: string) {
  const isReady = await waitUntil(
    async () => {
      if (server.exitInfo) return 'ended'
      const answer = await askValkey('INFO server persistence', { port, password }).catch(() => '')
      const isOurs = answer.includes(`process_id:${server.pid}\r`)
      return isOurs && answer.includes('loading:0\r') && 'ready'
    },
    { what: `${server.name} to answer`, timeoutMs: 15_000, everyMs: 10 },
  )
  if (isReady === 'ended') assertRunning(server)
}
