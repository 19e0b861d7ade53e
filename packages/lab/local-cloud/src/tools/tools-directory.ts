import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const packageRoot = fileURLToPath(new URL('../../', import.meta.url))

/** Where fetched tools live: `.tools` in the repository, or what UNSTICKY_TOOLS names. */
export const toolsDirectory = (env: NodeJS.ProcessEnv = process.env) =>
  env.UNSTICKY_TOOLS || join(root, '.tools')

/** A file of this package, such as `requirements/envoy.txt`. */
export const packageFile = (path: string) => join(packageRoot, path)

/** Twelve hex digits that change when the content of one of the files, or one of the words, changes. */
export function keyOf({ files = [], words = [] }: { files?: readonly string[]; words?: readonly string[] }) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  hash.update(JSON.stringify([process.platform, process.arch, ...words]))
  return hash.digest('hex').slice(0, 12)
}
