import type { Value } from './trace.ts'

/**
 * One line for something of a package: `express-session()`, `socket.io.Server#new`, `fs.promises.writeFile`. Both ways of
 * importing a default export look the same.
 */
export function nameOfValue(value: Value): string | undefined {
  if (value.kind !== 'external') return undefined
  const parts = value.chain.map((part) => (part === '()' ? '()' : part === 'new' ? '#new' : `.${part}`))
  return value.root + parts.join('')
}

export const namesOf = (values: readonly Value[]): string[] =>
  values.flatMap((value) => nameOfValue(value) ?? [])
