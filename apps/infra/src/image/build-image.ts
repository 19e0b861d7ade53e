import { execFileSync } from 'node:child_process'
import { repository } from '../deploy/image.ts'
import { runStep } from '../deploy/run-step.ts'

interface BuildOptions {
  readonly tag: string
  /** Instead of the base image that the Dockerfile names. */
  readonly base?: string | undefined
}

export const dockerfile = 'apps/infra/Dockerfile'

/** Builds the image from the working tree. */
export async function buildImage(engine: string, { tag, base }: BuildOptions): Promise<void> {
  const node = base ? ['--build-arg', `NODE_IMAGE=${base}`] : []
  // Docker reads the ignore file beside the Dockerfile; older podman has to be told, and keeps no health check otherwise.
  const ignoreFile = `${repository}${dockerfile}.dockerignore`
  const podman = engine === 'podman' ? ['--ignorefile', ignoreFile, '--format', 'docker'] : []
  // Package registries are reached as this machine reaches them.
  const network = ['--network', 'host']
  await runStep({
    what: 'build the image',
    command: [
      engine,
      'build',
      ...network,
      ...node,
      ...podman,
      '--file',
      `${repository}${dockerfile}`,
      '--tag',
      tag,
      repository,
    ],
  })
}

/** Megabytes, unpacked. */
export const sizeOf = (engine: string, tag: string): number =>
  Math.round(
    Number(execFileSync(engine, ['image', 'inspect', '--format={{.Size}}', tag], { encoding: 'utf8' })) / 1e6,
  )
