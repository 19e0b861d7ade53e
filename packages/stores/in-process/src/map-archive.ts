import type { LocalArchive } from '@unsticky/kernel'

interface MapArchiveOptions<Value, Item> {
  readonly toItem: (id: string, value: Value) => Item
  readonly toPair: (item: Item) => [id: string, value: Value]
  /** Unless given, the one that is there stays. */
  readonly isNewer?: (value: Value, known: Value) => boolean
}

/** What lies in a Map of a memory store, as copies. */
export function createMapArchive<Value, Item>(
  map: Map<string, Value>,
  { toItem, toPair, isNewer = () => false }: MapArchiveOptions<Value, Item>,
): LocalArchive<Item> {
  return { all, read, write, remove: async (id) => void map.delete(id) }

  async function* all() {
    for (const [id, value] of [...map]) yield structuredClone(toItem(id, value))
  }

  async function read(id: string) {
    const value = map.get(id)
    return value === undefined ? undefined : structuredClone(toItem(id, value))
  }

  async function write(item: Item) {
    const [id, value] = toPair(item)
    const known = map.get(id)
    if (known === undefined || isNewer(value, known)) map.set(id, structuredClone(value))
  }
}
