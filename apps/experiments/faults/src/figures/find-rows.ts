import { type RowId, rows } from '../rows.ts'

/** A row that does not exist was asked for. */
export class UnknownRowError extends Error {}

const ids = rows.map(({ id }) => id)

/** The rows of these names, in any case; "S4" is the row "S4/S5". None means all. Throws `UnknownRowError`. */
export function findRows(names: readonly string[]): readonly RowId[] {
  return names.length === 0 ? ids : names.map(findRow)
}

function findRow(name: string): RowId {
  const wanted = name.toUpperCase()
  const found = ids.find((id) => [id, ...id.split('/')].some((each) => each.toUpperCase() === wanted))
  if (found) return found
  const nearest = ids
    .toSorted((a, b) => distance(wanted, a.toUpperCase()) - distance(wanted, b.toUpperCase()))
    .slice(0, 3)
  throw new UnknownRowError(
    `There is no row "${name}". The nearest are ${nearest.join(', ')}; --list shows all.`,
  )
}

/** How many letters must be changed, added or taken away to make one word of the other. */
export function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let at = 1; at <= other.length; at += 1) {
      const change = (row[at - 1] as number) + (other[at - 1] === letter ? 0 : 1)
      next.push(Math.min(change, (row[at] as number) + 1, (next[at - 1] as number) + 1))
    }
    row = next
  }
  return row[other.length] as number
}
