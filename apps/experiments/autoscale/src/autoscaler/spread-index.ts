/**
 * How a new instance fares: its requests over its fair share of those that all instances got since it joined. 1 is fair,
 * 0 means that it starves beside the others. `undefined` while there were no requests.
 */
export function spreadIndex(requests: ReadonlyMap<string, number>, newcomer: string): number | undefined {
  const total = [...requests.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  return (requests.get(newcomer) ?? 0) / (total / requests.size)
}
