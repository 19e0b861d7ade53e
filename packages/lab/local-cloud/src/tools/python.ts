import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findPrograms } from './on-path.ts'
import { run } from './run.ts'
import { isAtLeast, parseVersion } from './version.ts'

/** The oldest on which every wheel that is run, not only unpacked, works: MiniStack's and those it needs. */
export const minimumPython = '3.10'

/** The way to get `uv`, which brings its own Python where there is none. */
export const uvHint =
  'install uv (https://docs.astral.sh/uv/: `brew install uv`, `pipx install uv`, or its install script)'

export interface Python {
  readonly command: string
  readonly version: string
}

/** The first Python on PATH that is new enough, with links and shims resolved. */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python | undefined> {
  const names = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10']
  for (const candidate of names.flatMap((name) => findPrograms(name, env))) {
    const python = await askPython(candidate)
    if (python && isAtLeast(python.version, minimumPython)) return python
  }
  return undefined
}

/** `uv` on PATH. */
export async function findUv(env: NodeJS.ProcessEnv = process.env) {
  for (const command of findPrograms('uv', env)) {
    const version = parseVersion(await run(command, ['--version'], { timeoutMs: 10_000 }).catch(() => ''))
    if (version) return { command, version }
  }
  return undefined
}

/** Lets uv fetch a Python of its own into `directory`. */
export async function fetchPython(uv: string, directory: string): Promise<Python> {
  const env = { ...process.env, UV_PYTHON_INSTALL_DIR: join(directory, 'python') }
  await run(uv, ['python', 'install', '3.13'], { env })
  const path = (await run(uv, ['python', 'find', '--managed-python', '3.13'], { env })).trim()
  const python = await askPython(path)
  if (!python) throw new Error(`${path}, fetched by uv, does not run`)
  return python
}

async function askPython(candidate: string): Promise<Python | undefined> {
  const code = 'import sys, platform; print(platform.python_version(), sys.executable)'
  const answer = await run(candidate, ['-c', code], { timeoutMs: 10_000 }).catch(() => '')
  const [version, ...path] = answer.trim().split(' ')
  return version && path.length > 0 ? { version, command: realpathSync(path.join(' ')) } : undefined
}
