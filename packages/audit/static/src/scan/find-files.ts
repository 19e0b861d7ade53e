import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { leftOutReason } from './left-out.ts'

const sourceFile = /\.([cm]?[jt]s|[jt]sx)$/
const manifestFile = /^(package|tsconfig[\w.-]*|jsconfig)\.json$|\.prisma$/

export interface FoundFiles {
  /** Relative to the folder, with `/`, sorted. */
  readonly files: readonly string[]
  /** `package.json` and `tsconfig.json` files. */
  readonly manifests: readonly string[]
  /** How many files were left out, by reason. */
  readonly leftOut: ReadonlyMap<string, number>
  readonly problems: readonly { readonly file: string; readonly reason: string }[]
}

interface FindOptions {
  /** Globs in the syntax of .gitignore. */
  readonly ignoreGlobs?: readonly string[]
  /** Also what is left out by default: tests, build output, browser code. */
  readonly all?: boolean
}

/** Lists the sources below a folder. Follows no symbolic link, so it ends; what cannot be read is named. */
export function findFiles(root: string, { ignoreGlobs = [], all = false }: FindOptions = {}): FoundFiles {
  const files: string[] = []
  const manifests: string[] = []
  const leftOut = new Map<string, number>()
  const problems: { file: string; reason: string }[] = []
  const own = ignore().add([...ignoreGlobs])
  walk(root, [])
  return { files: files.sort(), manifests, leftOut, problems }

  function walk(folder: string, outer: readonly Rules[]) {
    const rules = [...outer, ...gitignoreOf(folder)]
    for (const entry of entriesOf(folder)) {
      const absolute = join(folder, entry.name)
      const file = relative(root, absolute).split(sep).join('/')
      if (entry.isSymbolicLink()) count('symbolic link')
      else if (entry.isDirectory()) {
        if (entry.name === 'node_modules' || /^\../.test(entry.name)) continue
        if (isIgnored(`${absolute}/`, rules)) continue
        if (own.ignores(`${file}/`)) count('ignored by --ignore')
        else walk(absolute, rules)
      } else if (entry.isFile()) take(file, absolute, { name: entry.name, rules })
    }
  }

  function take(file: string, absolute: string, { name, rules }: { name: string; rules: readonly Rules[] }) {
    if (manifestFile.test(name)) manifests.push(file)
    if (!sourceFile.test(name) || name.endsWith('.d.ts') || isIgnored(absolute, rules)) return
    const reason = own.ignores(file) ? 'ignored by --ignore' : all ? undefined : leftOutReason(file)
    if (reason) count(reason)
    else files.push(file)
  }

  function entriesOf(folder: string) {
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    } catch (error) {
      problems.push({
        file: relative(root, folder) || '.',
        reason: (error as NodeJS.ErrnoException).code ?? String(error),
      })
      return []
    }
  }

  function count(reason: string) {
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
  }
}

interface Rules {
  readonly folder: string
  readonly matcher: Ignore
}

function gitignoreOf(folder: string): Rules[] {
  try {
    return [{ folder, matcher: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) }]
  } catch {
    return []
  }
}

function isIgnored(path: string, rules: readonly Rules[]): boolean {
  return rules.some(({ folder, matcher }) => {
    const inside = relative(folder, path).split(sep).join('/') + (path.endsWith('/') ? '/' : '')
    return matcher.ignores(inside)
  })
}

/** Throws where there is no such folder. */
export function assertFolder(root: string) {
  if (!statSync(root).isDirectory()) throw new Error(`${root} is not a folder`)
}
