import type { Room } from '../room.ts'
import { defaultCrowd } from '../shoppers/crowd.ts'
import type { Snapshot } from '../snapshot.ts'

/** A room without processes: what is asked of it is written down. For what happens before the room is asked. */
export function createQuietRoom() {
  const asked: string[] = []
  const snapshot: Snapshot = { at: 0, shoppers: defaultCrowd, columns: [], services: [], events: [] }
  const note = async (...words: unknown[]) => void asked.push(JSON.stringify(words))
  const room = {
    snapshot: () => snapshot,
    onChange: () => () => {},
    column: (id: string) => ({ act: (action: string, instance: string) => note(id, action, instance) }),
    setCrowd: (settings: unknown) => void note(settings),
    setService: note,
    reset: () => note('reset'),
  }
  return { room: room as unknown as Room, asked }
}
