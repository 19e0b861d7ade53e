import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

const leftOut = /(^|\/)(node_modules|dist|results|fixtures|\.[^/]+)(\/|$)/

/** Every Markdown file of the repository, from its root. */
export const markdownFiles = (): readonly string[] => [
  ...filesBelow('.', { deep: false }),
  ...['docs', 'apps', 'packages', 'loadtests'].flatMap((folder) => filesBelow(folder)),
]

/** The pages that may show code and figures. */
export const pages = (): readonly string[] => filesBelow('docs')

function filesBelow(folder: string, { deep = true } = {}): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const file = join(folder, entry.name)
      if (leftOut.test(file)) return []
      if (entry.isDirectory()) return deep ? filesBelow(file) : []
      return file.endsWith('.md') ? [file] : []
    })
}
