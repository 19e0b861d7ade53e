import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { waitUntil } from '@unsticky/processes'

const run = promisify(execFile)

export interface ContainerOptions {
  /** docker or podman. */
  readonly engine: string
  readonly image: string
  readonly port: number
  readonly env: Readonly<Record<string, string>>
  /** Another program than the image's. */
  readonly command?: readonly string[]
  /** Options of the engine on top. */
  readonly options?: readonly string[]
}

export interface Container extends AsyncDisposable {
  readonly url: string
  /** From the start of the container until it was ready. */
  readonly startMs: number
  /** Runs a program inside. Rejects when it ends with another status than 0. */
  exec(...command: readonly string[]): Promise<string>
  /** Status of the image's own health check. */
  health(): Promise<string>
  /** SIGTERM, as every orchestrator does it. Resolves to the exit code and the time it took. */
  stop(): Promise<{ readonly exitCode: number; readonly seconds: number }>
}

/** As little as a shop needs: no privilege, no capability, nothing to write to. It shares the network of this machine. */
const hardened = [
  '--network=host',
  '--read-only',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  // Engines ask for more than a small machine may give.
  '--ulimit=nofile=16000:16000',
  '--ulimit=nproc=4096:4096',
]

/** Starts a shop in a container and waits until it is ready. */
export async function startContainer(options: ContainerOptions): Promise<Container> {
  const { engine, image, port, env, command = [] } = options
  const name = `unsticky-${randomBytes(4).toString('hex')}`
  const url = `http://127.0.0.1:${port}`
  const settings = Object.entries({ ...env, PORT: String(port), HOST: '127.0.0.1' })
  const ask = async (...args: readonly string[]) => (await run(engine, [...args])).stdout.trim()
  const dispose = () => ask('rm', '--force', name).then(() => {})
  await ask(
    'create',
    `--name=${name}`,
    ...hardened,
    ...(options.options ?? []),
    ...settings.map(([key, value]) => `--env=${key}=${value}`),
    image,
    ...command,
  )
  const startedAt = performance.now()
  try {
    await ask('start', name)
    await waitUntil(() => fetch(`${url}/readyz`).then((answer) => answer.ok), {
      what: `the shop in ${image} to be ready`,
      timeoutMs: 90_000,
      everyMs: 20,
    })
  } catch (error) {
    const { stdout, stderr } = await run(engine, ['logs', name])
    await dispose()
    throw new Error(`The container did not become ready:\n${stdout}${stderr}`, { cause: error })
  }
  return {
    url,
    startMs: performance.now() - startedAt,
    exec: (...program) => ask('exec', name, ...program),
    health: () => healthOf(engine, name),
    async stop() {
      const stoppedAt = performance.now()
      await ask('stop', '--time=45', name)
      const exitCode = Number(await ask('inspect', '--format={{.State.ExitCode}}', name))
      return { exitCode, seconds: (performance.now() - stoppedAt) / 1000 }
    },
    [Symbol.asyncDispose]: dispose,
  }
}

/** Docker checks by itself every ten seconds; podman checks when it is told to. */
async function healthOf(engine: string, name: string): Promise<string> {
  if (engine === 'podman') {
    const isHealthy = await run(engine, ['healthcheck', 'run', name]).then(
      () => true,
      () => false,
    )
    return isHealthy ? 'healthy' : 'unhealthy'
  }
  for (let look = 0; look < 60; look += 1) {
    const { stdout } = await run(engine, ['inspect', '--format={{.State.Health.Status}}', name])
    if (stdout.trim() !== 'starting') return stdout.trim()
    await sleep(1000)
  }
  return 'starting'
}
