import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, type ProcessGroup, waitUntil } from '@unsticky/processes'
import { childEnvironment } from '../child-environment.ts'
import type { Log } from '../progress/log.ts'
import { assertRunning, retryTakenPorts, type ServiceHandle } from '../service.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import type { Tool } from '../tools/tool.ts'
import { dummyCredentials, region } from './aws-settings.ts'

export interface AwsHandle extends ServiceHandle {
  /** `http://127.0.0.1:port`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string
  /** The services that a process of their own answers for. Treated badly, they all are. */
  readonly apart: Readonly<Partial<Record<ServiceApart, ServiceHandle>>>
}

/** The services that may get a process of their own, by the end of the name of their setting: AWS_ENDPOINT_URL_… */
export const servicesApart = ['DYNAMODB', 'COGNITO_IDENTITY_PROVIDER'] as const
export type ServiceApart = (typeof servicesApart)[number]

interface StartAwsOptions {
  /** Its process ends with this group, its files live in the group's directory. */
  readonly group: ProcessGroup
  readonly log?: Log
  /** Names its process and its folder in the group's directory. */
  readonly name?: string
}

/**
 * Starts MiniStack on a free loopback port and returns when it answers; nothing is deployed yet.
 *
 * AWS does not forget when it is away. So `kill` lets MiniStack save what it has into the group's directory before it
 * goes, and `restart` finds everything again, unless `empty` is asked for: then the stack is gone, too.
 */
export async function startAws({ group, log, name = 'aws' }: StartAwsOptions): Promise<AwsHandle> {
  const { ministack } = await ensureTools(['ministack'], { log })
  const place = { group, name, tool: ministack, directory: join(group.directory, name) }
  const state = await retryTakenPorts(async () => {
    const port = await freePort()
    return { port, server: await launch({ ...place, port }) }
  })

  return {
    port: state.port,
    endpoint: endpointAt(state.port),
    apart: {},
    get pid() {
      return state.server.pid
    },
    freeze: () => state.server.signal('SIGSTOP'),
    thaw: () => state.server.signal('SIGCONT'),
    async kill() {
      await state.server.stop({ graceMs: 10_000 })
    },
    async restart({ empty = false } = {}) {
      await state.server.stop({ graceMs: 10_000 })
      if (empty) rmSync(place.directory, { recursive: true, force: true })
      state.server = await launch({ ...place, port: state.port })
    },
  }
}

/** Where a service on this port is found. */
export const endpointAt = (port: number) => `http://127.0.0.1:${port}`

interface LaunchOptions {
  readonly group: ProcessGroup
  readonly name: string
  readonly tool: Tool
  readonly directory: string
  readonly port: number
}

async function launch({ group, name, tool, directory, port }: LaunchOptions) {
  const server = await group.spawn({
    name,
    command: tool.command,
    args: tool.args,
    env: childEnvironment(group, { ...tool.env, ...miniStackSettings(directory, port) }),
  })
  const pidFile = join(group.directory, `ministack-${port}.pid`)
  await waitUntil(async () => server.exitInfo ?? (isOurs(pidFile, server.pid) && (await isHealthy(port))), {
    what: `MiniStack (${name}) to answer`,
    timeoutMs: 30_000,
  })
  assertRunning(server)
  return server
}

function miniStackSettings(directory: string, port: number) {
  return {
    BIND_HOST: '127.0.0.1', // its default is all interfaces
    GATEWAY_PORT: String(port),
    MINISTACK_REGION: region,
    LOG_LEVEL: 'WARNING',
    // Refuses who does not sign, so that a private bucket is private here, too. Presigned addresses are checked
    // against the one key pair that it knows.
    AUTH: 'true',
    AWS_ACCESS_KEY_ID: dummyCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: dummyCredentials.secretAccessKey,
    // Saved at the end of the process only, into a folder of this run.
    PERSIST_STATE: '1',
    S3_PERSIST: '1',
    STATE_DIR: join(directory, 'state'), // also holds the private keys that sign Cognito's tokens
    S3_DATA_DIR: join(directory, 's3'),
    // These two would listen on all interfaces, whatever BIND_HOST says, the first at every start.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // At its start MiniStack removes Docker containers that an earlier one left: not our business here.
    DOCKER_HOST: `unix://${join(directory, 'no-docker')}`,
  }
}

/** MiniStack writes its process id once it found its port free: without it, somebody else would answer there. */
const isOurs = (pidFile: string, pid: number) =>
  existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8')) === pid

async function isHealthy(port: number) {
  const url = `http://127.0.0.1:${port}/_ministack/health`
  const response = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined)
  await response?.body?.cancel()
  return response?.ok === true
}
