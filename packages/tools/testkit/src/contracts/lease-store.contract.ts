import type { LeaseStore } from '@unsticky/kernel'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshId, inParallel } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { expectUnavailable } from './unavailable.ts'

export type LeaseStoreHarness = Harness<LeaseStore>

const long = { ttlSeconds: 60 }
const short = { ttlSeconds: 1 }

/** Everything that `lease.port.ts` promises. */
export function describeLeaseStore(name: string, harness: LeaseStoreHarness): void {
  describe(`LeaseStore contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('gives a free lease to who asks, and to nobody else meanwhile', async ({ store }) => {
      const job = freshId('job')

      expect(await store.acquire(job, 'one', long)).toEqual({ name: job, holder: 'one' })
      expect(await store.acquire(job, 'two', long)).toBeUndefined()
    })

    promises('gives it to exactly one of twenty who ask together', async ({ store }) => {
      const job = freshId('job')

      const leases = await inParallel(20, (index) => store.acquire(job, `instance-${index}`, long))

      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1)
    })

    promises('gives it again to its holder', async ({ store }) => {
      const job = freshId('job')
      await store.acquire(job, 'one', long)

      expect(await store.acquire(job, 'one', long)).toEqual({ name: job, holder: 'one' })
      expect(await store.acquire(job, 'two', long)).toBeUndefined()
    })

    promises('keeps the leases of two jobs apart', async ({ store }) => {
      await store.acquire(freshId('job'), 'one', long)

      expect(await store.acquire(freshId('job'), 'two', long)).toBeDefined()
    })

    promises('is free when it was released', async ({ store }) => {
      const job = freshId('job')
      const lease = await store.acquire(job, 'one', long)

      await store.release(lease ?? { name: job, holder: 'one' })

      expect(await store.acquire(job, 'two', long)).toEqual({ name: job, holder: 'two' })
    })

    promises('cannot be released by somebody who does not hold it', async ({ store }) => {
      const job = freshId('job')
      await store.acquire(job, 'one', long)

      await store.release({ name: job, holder: 'two' })

      expect(await store.acquire(job, 'two', long)).toBeUndefined()
    })

    needs('expiry', 'is free when its holder died, who cannot release it any more', async (stage) => {
      const { store, advance } = stage
      const job = freshId('job')
      const lost = await store.acquire(job, 'one', short)

      await advance(1_200)
      expect(await store.acquire(job, 'two', long)).toEqual({ name: job, holder: 'two' })
      await store.release(lost ?? { name: job, holder: 'one' })

      expect(await store.acquire(job, 'one', long)).toBeUndefined()
    })

    needs('expiry', 'is prolonged when its holder asks again', async ({ store, advance }) => {
      const job = freshId('job')
      await store.acquire(job, 'one', short)
      await store.acquire(job, 'one', long)

      await advance(1_200)

      expect(await store.acquire(job, 'two', long)).toBeUndefined()
    })

    needs('sharing', 'is held by one of two instances', async ({ store, reopen }) => {
      const job = freshId('job')
      const instances = [store, await reopen()]

      const leases = await inParallel(10, (index) =>
        (instances[index % 2] ?? store).acquire(job, `instance-${index}`, long),
      )

      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1)
    })

    needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
      const { store, breakService } = stage
      await breakService()

      await expectUnavailable([() => store.acquire(freshId('job'), 'one', long)])
    })
  })
}
