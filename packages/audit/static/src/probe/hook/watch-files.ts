import fs from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Recorder, watch } from './record.ts'

/** Functions that write to the file that their first argument names. */
const writers = ['writeFile', 'writeFileSync', 'appendFile', 'appendFileSync', 'createWriteStream']
const folders = ['mkdir', 'mkdirSync', 'mkdtemp', 'mkdtempSync']
/** … their second argument. */
const copiers = ['copyFile', 'copyFileSync', 'cp', 'cpSync', 'rename', 'renameSync']
const openers = ['open', 'openSync']
const readers = ['readFile', 'readFileSync', 'createReadStream']
const removers = ['unlink', 'unlinkSync', 'rm', 'rmSync']

/** Writes, and reads and removals of what was written before. */
export function watchFiles(recorder: Recorder, { ownFolder }: { ownFolder: string }) {
  const written = new Set<string>()
  for (const owner of [fs, fs.promises]) {
    const on = (names: readonly string[], note: (args: readonly unknown[], name: string) => void) => {
      for (const name of names) watch(owner, name, { recorder, note: (args) => note(args, name) })
    }
    on(writers, ([path, second, third], name) =>
      noteWrite(path, {
        how: name,
        appends: name.startsWith('append') || flagOf(second, third).startsWith('a'),
      }),
    )
    on(folders, ([path], name) => noteWrite(path, { how: name, appends: false }))
    on(copiers, ([from, to], name) => {
      if (name.startsWith('rename')) noteUse('remove', from)
      noteWrite(to, { how: name, appends: false })
    })
    on(openers, ([path, flags], name) => {
      if (isWriting(flags))
        noteWrite(path, { how: name, appends: typeof flags === 'string' && flags.startsWith('a') })
      else noteUse('read', path)
    })
    on(readers, ([path]) => noteUse('read', path))
    on(removers, ([path]) => noteUse('remove', path))
  }

  function noteWrite(value: unknown, { how, appends }: { how: string; appends: boolean }) {
    const path = pathOf(value)
    if (path === undefined || path.startsWith(ownFolder) || /^\/(dev|proc|sys)\//.test(path)) return
    remember(path)
    recorder.record({ type: 'write', path, how, appends })
  }

  /** Bounded: the hook must not be the leak that the probe looks for. */
  function remember(path: string) {
    written.delete(path)
    written.add(path)
    const [oldest] = written
    if (written.size > 100 && oldest !== undefined) written.delete(oldest)
  }

  function noteUse(type: 'read' | 'remove', value: unknown) {
    const path = pathOf(value)
    if (path !== undefined && written.has(path)) recorder.record({ type, path })
  }
}

function pathOf(value: unknown): string | undefined {
  if (typeof value === 'string') return resolve(value)
  if (value instanceof URL && value.protocol === 'file:') return fileURLToPath(value)
  return Buffer.isBuffer(value) ? resolve(value.toString()) : undefined
}

/** createWriteStream and writeFile take the flag in their options. */
function flagOf(...options: unknown[]): string {
  const found = options.find((option) => typeof option === 'object' && option !== null) as
    | { flag?: unknown; flags?: unknown }
    | undefined
  return String(found?.flags ?? found?.flag ?? '')
}

function isWriting(flags: unknown): boolean {
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0
  return typeof flags === 'string' && /[wa+]/.test(flags)
}
