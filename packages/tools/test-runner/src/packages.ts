import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface WorkspacePackage {
  readonly name: string
  /** Relative to the root. */
  readonly directory: string
  /** `test`, `test:fleets` for suites that want the machine to themselves, `test:quick` for those without servers. */
  readonly scripts: readonly string[]
  /** Who runs its tests, by what it depends on: each has options and a report of its own. */
  readonly runner: 'vitest' | 'playwright'
}

/** What pnpm-workspace.yaml lists. */
const places = '{{apps,packages}/{*,*/*},loadtests}'

/** The packages with a package.json where pnpm-workspace.yaml looks for them, by name. */
export async function workspacePackages(root: string): Promise<readonly WorkspacePackage[]> {
  const packages: WorkspacePackage[] = []
  for await (const path of glob(`${places}/package.json`, { cwd: root })) {
    const manifest = JSON.parse(await readFile(join(root, path), 'utf8'))
    const scripts = Object.keys(manifest.scripts ?? {})
    const runner = manifest.devDependencies?.['@playwright/test'] ? 'playwright' : 'vitest'
    packages.push({ name: manifest.name, directory: dirname(path), scripts, runner })
  }
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1))
}
