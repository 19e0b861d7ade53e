import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../root.ts'
import type { Command } from './find-commands.ts'

const run = promisify(execFile)
const scripts = scriptsOf(root)

/** Takes seconds and starts no servers, so it is run as printed. */
const isQuick = ([script, sub]: readonly string[]) =>
  script === 'step' && ['list', 'diff', 'show', 'explain'].includes(sub ?? '')

/** Commands of pnpm itself. */
const ofPnpm = ['install', 'exec', 'sbom']

/** Throws with the reason when a command of the docs cannot be what it is printed as. */
export async function checkCommand({ file, text, words }: Command): Promise<void> {
  const [script = ''] = words
  if (script === '--filter') return checkFiltered(words)
  if (script in scriptsBeside(file)) return
  if (ofPnpm.includes(script) || script.startsWith('-')) return
  const program = scripts[script]?.match(/^node (.*\.ts)/)?.[1]
  if (!(script in scripts)) throw new Error(`package.json has no script "${script}"`)
  if (!program) return
  if (isQuick(words) && !text.includes('<')) return void (await output(program, words.slice(1)))
  checkAgainst(await helpOf(program, words[1]), words.slice(1), { isNamed: script === 'load' })
}

/** The name of a load test has to be one of those that the help lists; other names are of folders and steps. */
function checkAgainst(help: string, words: readonly string[], { isNamed }: { isNamed: boolean }) {
  const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '')
  const names = words.filter(
    (word, index) => /^[a-z]+(-[a-z]+)+$/.test(word) || (isNamed && index === 0 && /^[a-z]/.test(word)),
  )
  const unknown = [...flags, ...names].filter((word) => !help.includes(word))
  if (unknown.length > 0) throw new Error(`its help does not know ${unknown.join(', ')}`)
}

const helps = new Map<string, Promise<string>>()

function helpOf(program: string, sub = ''): Promise<string> {
  const ask = /^[a-z]+$/.test(sub) ? [sub, '--help'] : ['--help']
  const key = [program, ...ask].join(' ')
  const known = helps.get(key) ?? output(program, ask).then((help) => withSubcommands(program, help, sub))
  helps.set(key, known)
  return known
}

/** A program whose default is a subcommand lists its options there. */
async function withSubcommands(program: string, help: string, sub: string): Promise<string> {
  const [, list = ''] = help.split(/^Commands:$/m)
  if (/^[a-z]+$/.test(sub) && sub !== 'help') return help
  const names = [...list.matchAll(/^ {2}([a-z]+) /gm)].flatMap(([, name = '']) =>
    name === 'help' ? [] : [name],
  )
  const more = await Promise.all(names.map((name) => output(program, [name, '--help'])))
  return [help, ...more].join('\n')
}

/** `program` may have options of Node in front of it. */
async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, [...program.split(' '), ...args], {
    cwd: root,
    timeout: 80_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout + stderr
}

/** The README of a package speaks of the package's own scripts. */
const scriptsBeside = (file: string) => {
  const folder = dirname(file)
  const isPackage = folder !== '.' && existsSync(join(root, folder, 'package.json'))
  return isPackage ? scriptsOf(join(root, folder)) : {}
}

function checkFiltered([, name = '', script = '']: readonly string[]) {
  const folder = folders().get(name)
  if (!folder) throw new Error(`no package is called ${name}`)
  if (script !== 'exec' && !(script.replace(/^run$/, 'test') in scriptsOf(folder)))
    throw new Error(`${name} has no script "${script}"`)
}

let read: ReadonlyMap<string, string> | undefined

/** The packages of the workspace: name → folder. */
function folders(): ReadonlyMap<string, string> {
  const parents = ['apps', 'apps/experiments', ...subfolders('packages').map((name) => `packages/${name}`)]
  const all = [
    ...parents.flatMap((parent) => subfolders(parent).map((name) => `${parent}/${name}`)),
    'loadtests',
  ]
  read ??= new Map(all.flatMap((folder) => nameOf(join(root, folder))))
  return read
}

const subfolders = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? [each.name] : [],
  )

function nameOf(folder: string): readonly (readonly [string, string])[] {
  try {
    return [[JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name, folder]]
  } catch {
    return []
  }
}

function scriptsOf(folder: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts ?? {}
}
