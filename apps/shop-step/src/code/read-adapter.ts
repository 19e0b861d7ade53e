import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../cli/root.ts'
import { cut, type Excerpt } from './excerpt.ts'
import { parseFile } from './parse.ts'

/** An adapter without its imports, and the scripts that it has run on the server. */
export function readAdapter(file: string): readonly Excerpt[] {
  const { source, body } = parseFile(file)
  const imports = body.filter(({ type }) => type === 'ImportDeclaration')
  const start = source.slice(imports.at(-1)?.end ?? 0).search(/\S/) + (imports.at(-1)?.end ?? 0)
  return [cut(file, source, { start, end: source.trimEnd().length }), ...scriptsOf(file, source)]
}

/** `readScript(import.meta.url, 'hit', …)` reads hit.lua beside the adapter. */
function scriptsOf(file: string, source: string): readonly Excerpt[] {
  const names = [...source.matchAll(/readScript\(import\.meta\.url, '([\w-]+)'/g)].map(([, name]) => name)
  return names
    .map((name) => join(dirname(file), `${name}.lua`))
    .filter((script) => existsSync(join(root, script)))
    .map((script) => ({ file: script, line: 1, text: readFileSync(join(root, script), 'utf8').trimEnd() }))
}
