/** The value at a path such as `$.items[0].id` or `$["a key"]`; undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const [, dotted, index, quoted] of path.matchAll(/\.([^.[\]]+)|\[(-?\d+)\]|\["([^"]*)"\]/g)) {
    if (typeof found !== 'object' || found === null) return undefined
    if (index !== undefined) found = Array.isArray(found) ? found.at(Number(index)) : undefined
    else found = (found as Record<string, unknown>)[dotted ?? quoted ?? '']
  }
  return found
}

export interface Leaf {
  readonly path: string
  readonly value: string | number | boolean | null
}

/** Every value that is no object and no list, with its path. */
export function leavesOf(value: unknown, path = '$'): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value: value as Leaf['value'] }]
  if (Array.isArray(value)) return value.flatMap((entry, index) => leavesOf(entry, `${path}[${index}]`))
  return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, pathTo(path, key)))
}

export const pathTo = (path: string, key: string): string =>
  /^[^.[\]"]+$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`
