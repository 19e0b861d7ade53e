import type { FileRecord, FileStore } from '@unsticky/kernel'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

interface MigratingFileStoreOptions {
  readonly gate: Gate
  readonly old: FileStore
  readonly next: FileStore
  readonly handover: Handover<FileRecord>
}

/** Files between two stores. */
export function createMigratingFileStore({
  gate,
  old,
  next,
  handover,
}: MigratingFileStoreOptions): FileStore {
  return {
    get livesIn() {
      return gate.mode === 'read-through' ? next.livesIn : old.livesIn
    },
    put: (key, file) =>
      gate.run(async (mode) => {
        if (mode === 'read-through') {
          await next.put(key, file)
          await handover.mirror({ key, file })
        } else {
          await old.put(key, file)
          if (mode === 'dual-write') await handover.copy(key)
        }
      }),
    open: (key, options) =>
      gate.run(async (mode) => {
        if (mode !== 'read-through') return old.open(key, options)
        await handover.ensure(key)
        return next.open(key, options)
      }),
    remove: (key) =>
      gate.run((mode) =>
        handover.remove(key, async () => {
          await (mode === 'read-through' ? next : old).remove(key)
          // What stays behind in the other store costs its bytes and is linked from nowhere.
          if (mode === 'dual-write') await next.remove(key).catch(() => {})
          if (mode === 'read-through') await old.remove(key)
        }),
      ),
    close: async () => void (await Promise.all([old.close(), next.close()])),
  }
}
