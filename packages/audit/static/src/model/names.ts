import type { Value } from './value.ts'

const suffixes: Readonly<Record<string, string>> = { '()': '()', new: '#new', typed: '#typed' }

/**
 * One line for something of a package: `express-session()`, `socket.io.Server#new`, `fs.promises.writeFile`;
 * `fastify.FastifyInstance#typed` where only the type is known. Both ways of
 * importing a default export look the same.
 */
export function nameOfValue(value: Value): string | undefined {
  if (value.kind !== 'external') return undefined
  const parts = value.chain.map((part) => suffixes[part] ?? `.${part}`)
  return value.root + parts.join('')
}

export const namesOf = (values: readonly Value[]): string[] =>
  values.flatMap((value) => nameOfValue(value) ?? [])
