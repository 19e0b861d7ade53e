import { type Lease, type LeaseStore, type Now, systemNow } from '@unsticky/kernel'
import { memory } from '../in-process.ts'

/** Leases in a Map; in one process they work as promised. `now` in milliseconds. */
export function createMemoryLeaseStore({ now = systemNow }: { now?: Now } = {}): LeaseStore {
  // STATEFUL: every instance grants itself the lease, so n instances do the job n times.
  const leases = new Map<string, { holder: string; endsAt: number }>()
  return { livesIn: memory, acquire, release, close: async () => {} }

  async function acquire(name: string, holder: string, { ttlSeconds }: { ttlSeconds: number }) {
    const held = leases.get(name)
    if (held && held.endsAt > now() && held.holder !== holder) return undefined
    leases.set(name, { holder, endsAt: now() + ttlSeconds * 1000 })
    return { name, holder }
  }

  async function release({ name, holder }: Lease) {
    if (leases.get(name)?.holder === holder) leases.delete(name)
  }
}
