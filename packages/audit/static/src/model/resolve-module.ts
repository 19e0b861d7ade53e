import { dirname, join, resolve } from 'node:path'
import { readSource } from '../scan/read-source.ts'

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json']

interface PathAlias {
  readonly prefix: string
  readonly suffixed: boolean
  readonly targets: readonly string[]
}

interface ResolverOptions {
  /** Absolute paths of every file that may be meant. */
  readonly files: ReadonlySet<string>
  /** Absolute paths of the `package.json` and `tsconfig.json` files of the folder. */
  readonly manifests: readonly string[]
  readonly root: string
}

export type ModuleResolver = (from: string, specifier: string) => string | undefined

/** Finds the file that an import means: relative, by a path of tsconfig.json, or a package of the same workspace. */
export function createModuleResolver({ files, manifests, root }: ResolverOptions): ModuleResolver {
  const aliases = manifests.filter((file) => /tsconfig[^/]*\.json$/.test(file)).flatMap(readAliases)
  const packages = new Map(manifests.filter((file) => file.endsWith('package.json')).flatMap(readPackage))
  return (from, specifier) => {
    if (specifier.startsWith('.')) return findFile(resolve(dirname(from), specifier))
    if (specifier.startsWith('/')) return findFile(specifier)
    return findByAlias(specifier) ?? findInWorkspace(specifier, from) ?? findFromRoot(specifier, from)
  }

  function findFile(path: string): string | undefined {
    const bare = path.replace(/\.(c|m)?jsx?$/, '')
    const tries = [
      path,
      ...extensions.map((e) => path + e),
      ...extensions.map((e) => bare + e),
      ...extensions.map((e) => join(path, `index${e}`)),
    ]
    return tries.find((candidate) => files.has(candidate))
  }

  function findByAlias(specifier: string) {
    for (const { prefix, suffixed, targets } of aliases) {
      if (suffixed ? !specifier.startsWith(prefix) : specifier !== prefix) continue
      for (const target of targets) {
        const found = findFile(suffixed ? target + specifier.slice(prefix.length) : target)
        if (found) return found
      }
    }
    return undefined
  }

  function findInWorkspace(specifier: string, from: string) {
    const [, name = specifier, rest = ''] = /^(@[^/]+\/[^/]+|[^/]+)\/?(.*)$/.exec(specifier) ?? []
    const entry = packages.get(name)
    // A package means itself by its name only if it has `exports`; else it means its namesake in npm.
    if (!entry || (!entry.hasExports && from.startsWith(`${entry.folder}/`))) return undefined
    const mains = rest
      ? [entry.subpaths.get(rest) ?? rest, `src/${rest}`]
      : [entry.main, 'src/index', 'index']
    for (const main of mains) {
      const found =
        main &&
        (findFile(join(entry.folder, main)) ??
          findFile(join(entry.folder, main.replace(/^(\.\/)?(dist|lib|build)\//, 'src/'))))
      if (found) return found
    }
    return undefined
  }

  /** `@/x`, `~/x` and `$lib/x` of SvelteKit: from the folder of sources around the file, or that of the whole. */
  function findFromRoot(specifier: string, from: string) {
    const [, sign, inner] = /^([@~]|\$lib)\/(.+)$/.exec(specifier) ?? []
    if (!inner) return undefined
    const path = sign === '$lib' ? `lib/${inner}` : inner
    const near = from.lastIndexOf('/src/')
    return (
      (near === -1 ? undefined : findFile(join(from.slice(0, near + 4), path))) ??
      findFile(join(root, 'src', path)) ??
      findFile(join(root, path))
    )
  }
}

function readAliases(file: string): PathAlias[] {
  const options = readJson(file)?.compilerOptions
  if (!options) return []
  const base = resolve(dirname(file), options.baseUrl ?? '.')
  const paths = Object.entries<string[]>(options.paths ?? {}).map(([pattern, targets]) => ({
    prefix: pattern.replace(/\*$/, ''),
    suffixed: pattern.endsWith('*'),
    targets: targets.map(
      (target) => resolve(base, target.replace(/\*$/, '')) + (target.endsWith('/*') ? '/' : ''),
    ),
  }))
  return options.baseUrl ? [...paths, { prefix: '', suffixed: true, targets: [`${base}/`] }] : paths
}

interface WorkspacePackage {
  readonly folder: string
  readonly main: string | undefined
  readonly hasExports: boolean
  readonly subpaths: ReadonlyMap<string, string>
}

function readPackage(file: string): [string, WorkspacePackage][] {
  const manifest = readJson(file)
  if (typeof manifest?.name !== 'string') return []
  const { exports } = manifest
  const targetOf = (value: unknown): string | undefined =>
    typeof value === 'string'
      ? value
      : value && typeof value === 'object'
        ? targetOf(Object.values(value)[0])
        : undefined
  const subpaths = new Map<string, string>()
  for (const [key, value] of Object.entries(exports && typeof exports === 'object' ? exports : {})) {
    const target = targetOf(value)
    if (key.startsWith('./') && target) subpaths.set(key.slice(2), target)
  }
  const main = targetOf(typeof exports === 'string' ? exports : (exports?.['.'] ?? manifest.main))
  return [[manifest.name, { folder: dirname(file), main, subpaths, hasExports: Boolean(exports) }]]
}

// biome-ignore lint/suspicious/noExplicitAny: somebody's JSON file
function readJson(file: string): any {
  try {
    const text = readSource(file)
    // A comment that nobody closes goes to the end: to look for its end once is enough.
    return JSON.parse(
      text
        .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, '$1')
        .replace(/,(\s*[}\]])/g, '$1'),
    )
  } catch {
    return undefined
  }
}
