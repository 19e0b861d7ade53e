import type { LeaseStore } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { defineScript, readScript } from '../connection/define-script.ts'

const acquireLease = readScript(import.meta.url, 'acquire-lease', { numberOfKeys: 1 })
const releaseLease = readScript(import.meta.url, 'release-lease', { numberOfKeys: 1 })

/**
 * A lease is a key that expires. It saves work and is no lock: a holder that was paused (frozen, a long garbage
 * collection) longer than its lease goes on believing that it holds it, next to the new holder; a Valkey that comes
 * back empty forgets it. What must not happen twice needs its own check, as `markReminded` is for the reminder.
 */
export function createValkeyLeaseStore({ redis: valkey }: { redis: Valkey }): LeaseStore {
  const runAcquire = defineScript(valkey, acquireLease)
  const runRelease = defineScript(valkey, releaseLease)
  return {
    livesIn: { kind: 'shared', name: 'Valkey (leases)' },
    async acquire(name, holder, { ttlSeconds }) {
      const isOurs = await runAcquire([leaseKey(name)], [holder, Math.ceil(ttlSeconds * 1000)])
      return isOurs === 1 ? { name, holder } : undefined
    },
    async release({ name, holder }) {
      await runRelease([leaseKey(name)], [holder])
    },
    close: valkey.close,
  }
}

/** Lease names are constants of the shop. */
const leaseKey = (name: string) => `lease:${name}`
