import { ProbeError } from '../errors.ts'

/** Reads parts of a JSON value that somebody wrote; each complaint names the place. */
export interface Shape {
  record(value: unknown, place: string): Readonly<Record<string, unknown>>
  text(value: unknown, place: string): string
  texts(value: unknown, place: string): Record<string, string>
  only(value: Readonly<Record<string, unknown>>, known: readonly string[], place: string): void
  fail(place: string, problem: string): never
}

export function createShape(file: string): Shape {
  return { record, text, texts, only, fail }

  function record(value: unknown, place: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fail(place, 'must be an object')
    return value as Readonly<Record<string, unknown>>
  }

  function text(value: unknown, place: string) {
    return typeof value === 'string' ? value : fail(place, 'must be a text')
  }

  function texts(value: unknown, place: string) {
    if (value === undefined) return {}
    return Object.fromEntries(
      Object.entries(record(value, place)).map(([key, entry]) => [
        key,
        typeof entry === 'number' || typeof entry === 'boolean'
          ? String(entry)
          : text(entry, `${place}.${key}`),
      ]),
    )
  }

  function only(value: Readonly<Record<string, unknown>>, known: readonly string[], place: string) {
    const strange = Object.keys(value).find((key) => !known.includes(key))
    if (strange !== undefined) fail(place, `knows no "${strange}"; it takes ${known.join(', ')}`)
  }

  function fail(place: string, problem: string): never {
    throw new ProbeError(`${file}: ${place} ${problem}`)
  }
}
