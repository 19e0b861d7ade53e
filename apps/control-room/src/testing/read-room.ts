import type { ColumnId, ColumnView, Snapshot } from '../snapshot.ts'

/** What the page is sent, for tests that look behind it. */
export function readRoom(origin: string) {
  return { snapshot, column }

  async function snapshot(): Promise<Snapshot> {
    return (await fetch(`${origin}/api/snapshot`)).json() as Promise<Snapshot>
  }

  async function column(id: ColumnId): Promise<ColumnView> {
    const found = (await snapshot()).columns.find((each) => each.id === id)
    if (!found) throw new Error(`No column ${id}`)
    return found
  }
}
