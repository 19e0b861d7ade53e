import { promisify } from 'node:util'
import type { Placed, SessionRecord } from '@unsticky/kernel'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

/** The callbacks that @fastify/session and express-session call. */
export interface CallbackSessionStore {
  // biome-ignore lint/suspicious/noExplicitAny: each framework has its own type of session.
  get(sessionId: string, callback: (error: any, session?: any) => void): void
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  set(sessionId: string, session: any, callback: (error?: any) => void): void
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  destroy(sessionId: string, callback: (error?: any) => void): void
}

export interface SessionPlace extends Placed {
  readonly store: CallbackSessionStore
  close(): Promise<void>
}

interface MigratingSessionStoreOptions {
  readonly gate: Gate
  readonly old: SessionPlace
  readonly next: SessionPlace
  readonly handover: Handover<SessionRecord>
}

/** Sessions between two stores. A logout ends both, the new one first: if that fails, the shopper hears of it. */
export function createMigratingSessionStore(options: MigratingSessionStoreOptions): SessionPlace {
  const { gate, handover } = options
  const [old, next] = [promised(options.old.store), promised(options.next.store)]
  return {
    get livesIn() {
      return (gate.mode === 'read-through' ? options.next : options.old).livesIn
    },
    store: {
      get: (sessionId, done) => answer(done, () => get(sessionId)),
      set: (sessionId, session, done) => answer(done, () => set(sessionId, session)),
      destroy: (sessionId, done) => answer(done, () => destroy(sessionId)),
    },
    close: async () => void (await Promise.all([options.old.close(), options.next.close()])),
  }

  function get(sessionId: string) {
    return gate.run(async (mode) => {
      if (mode !== 'read-through') return old.get(sessionId)
      await handover.ensure(sessionId)
      return next.get(sessionId)
    })
  }

  function set(sessionId: string, session: object) {
    return gate.run(async (mode) => {
      if (mode === 'read-through') {
        await next.set(sessionId, session)
        await handover.mirrorById(sessionId)
      } else {
        await old.set(sessionId, session)
        if (mode === 'dual-write') await handover.copy(sessionId)
      }
    })
  }

  function destroy(sessionId: string) {
    return gate.run(async (mode) => {
      await handover.remove(sessionId, async () => {
        if (mode !== 'off') await next.destroy(sessionId)
        await old.destroy(sessionId)
      })
    })
  }
}

const promised = (store: CallbackSessionStore) => ({
  get: promisify<string, object | null>(store.get),
  set: promisify<string, object, void>(store.set),
  destroy: promisify<string, void>(store.destroy),
})

/** The callback runs outside the promise: what it throws is not ours to catch. */
function answer<T>(done: (error: unknown, value?: T) => void, work: () => Promise<T>) {
  work().then(
    (value) => setImmediate(done, null, value),
    (error) => setImmediate(done, error),
  )
}
