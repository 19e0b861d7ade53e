/** The cure that every guide has: the library's store instead of the memory. */
import {
  inValkey,
  libraryStore,
  type SessionStoreOptions,
  toSessionCallbacks,
} from '@unsticky/lab-kit/sessions'

export const routing: 'sticky' | 'round-robin' = 'round-robin'

export function createSessions(options: SessionStoreOptions) {
  const sessions = libraryStore(options)
  return {
    livesIn: inValkey,
    store: toSessionCallbacks({
      get: (id) => options.valkey.ask(() => sessions.get(id)),
      set: (id, session) => options.valkey.ask(() => sessions.set(id, session)),
      destroy: (id) => options.valkey.ask(() => sessions.destroy(id)),
    }),
    close: options.valkey.close,
  }
}
