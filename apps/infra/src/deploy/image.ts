import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CannotBeginError } from './command-line.ts'
import { runStep } from './run-step.ts'

export const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const dockerfile = join(repository, 'apps/infra/Dockerfile')

/** Names the commit, because a tag can never be pushed twice. Throws `CannotBeginError` for work that is in no commit. */
export function imageTag(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim()
  if (git('status', '--porcelain') !== '')
    throw new CannotBeginError('Commit first: an image is named by its commit. Nothing was done.')
  return git('rev-parse', '--short=12', 'HEAD')
}

/** Throws `CannotBeginError` where no image could be built. */
export function findEngine(): string {
  if (!existsSync(dockerfile))
    throw new CannotBeginError(`There is no ${dockerfile} to build an image from. Nothing was done.`)
  for (const engine of ['docker', 'podman']) {
    try {
      execFileSync(engine, ['version'], { stdio: 'ignore' })
      return engine
    } catch {}
  }
  throw new CannotBeginError('An image takes Docker or Podman, running. `--shops lambda` needs neither.')
}

/** Builds the image of both shops and pushes it. */
export async function pushImage(engine: string, { uri, tag }: { uri: string; tag: string }): Promise<void> {
  const name = `${uri}:${tag}`
  const login = `aws ecr get-login-password | ${engine} login --username AWS --password-stdin ${uri.split('/')[0]}`
  await runStep({
    what: 'build the image',
    command: [engine, 'build', '--platform', 'linux/amd64', '--file', dockerfile, '--tag', name, repository],
  })
  await runStep({ what: 'log in to the registry', command: ['sh', '-c', login] })
  await runStep({ what: 'push the image', command: [engine, 'push', name] })
}
