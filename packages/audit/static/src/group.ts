/** Sorts items by a key; `Map.groupBy` is not in Node 20. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) addTo(groups, keyOf(item), item)
  return groups
}

/** Adds to the list under a key, and makes the list first where there is none. */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, item: T) {
  const known = groups.get(key)
  if (known) known.push(item)
  else groups.set(key, [item])
}
