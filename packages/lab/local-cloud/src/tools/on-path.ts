import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.ts'
import type { Tool, ToolName } from './tool.ts'
import { isAtLeast, parseVersion } from './version.ts'

/** Every executable of this name on PATH, in order. */
export function findPrograms(name: string, env: NodeJS.ProcessEnv = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, name)).filter(isExecutable)
}

interface Wanted {
  readonly name: ToolName
  readonly programs: readonly string[]
  readonly minimum: string
  /** Asks a program for its version. */
  readonly ask: (path: string) => Promise<string>
}

/** The first program on PATH that runs and is new enough; `skipped` says, in sentences, what was passed over and why. */
export async function findOnPath(wanted: Wanted, env: NodeJS.ProcessEnv = process.env) {
  const skipped: string[] = []
  for (const path of wanted.programs.flatMap((program) => findPrograms(program, env))) {
    const answer = await wanted.ask(path).catch((error: Error) => error)
    const version = answer instanceof Error ? undefined : parseVersion(answer)
    if (answer instanceof Error) skipped.push(`${path} does not run: ${lastLine(answer.message)}`)
    else if (!version) skipped.push(`${path} does not say which version it is`)
    else if (!isAtLeast(version, wanted.minimum))
      skipped.push(`${path} is version ${version}, needed is ${wanted.minimum} or newer`)
    else return { tool: asTool(wanted.name, path, version), skipped }
  }
  return { tool: undefined, skipped }
}

/** Asks `program --version`. */
export const askVersion = (flag: string) => (path: string) => run(path, [flag], { timeoutMs: 10_000 })

/**
 * MiniStack has no --version, and without `cryptography` it signs tokens with a dummy that nobody can verify: the
 * Python behind it is asked for both.
 */
export async function askMiniStack(path: string) {
  const python = /^#!\s*(\S+python\S*)/.exec(readFileSync(path, 'utf8'))?.[1]
  if (!python) throw new Error('its first line names no Python')
  const code = 'import cryptography, importlib.metadata as m; print(m.version("ministack"))'
  return run(python, ['-c', code], { timeoutMs: 10_000 })
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)

function asTool(name: ToolName, path: string, version: string): Tool {
  return { name, version, command: path, args: [], env: {}, path, source: 'PATH' }
}

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
