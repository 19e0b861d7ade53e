import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface WorkspacePackage {
  readonly name: string
  /** Relative to the root. */
  readonly directory: string
  readonly hasTests: boolean
}

/** The packages with a package.json where pnpm-workspace.yaml looks for them, by name. */
export async function workspacePackages(root: string): Promise<readonly WorkspacePackage[]> {
  const packages: WorkspacePackage[] = []
  for await (const path of glob('{apps/*,packages/*,loadtests}/package.json', { cwd: root })) {
    const manifest = JSON.parse(await readFile(join(root, path), 'utf8'))
    const hasTests = manifest.scripts?.test !== undefined
    packages.push({ name: manifest.name, directory: dirname(path), hasTests })
  }
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1))
}
