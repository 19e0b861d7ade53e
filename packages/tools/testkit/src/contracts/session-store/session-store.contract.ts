import { describe, expect } from 'vitest'
import type { Harness, Opened } from '../../harness.ts'
import { inParallel } from '../../random-ids.ts'
import { createSuite } from '../../suite.ts'
import { expectMissing, freshSession, freshSessionId, inPromises, type SessionCallbacks } from './steps.ts'

export interface OpenedSessionStore extends Opened<SessionCallbacks> {
  /** The clock that `advance` moves; `Date.now` if it is left out. */
  readonly now?: (() => number) | undefined
}

export type SessionStoreHarness = Harness<SessionCallbacks, OpenedSessionStore>

/** What the shop needs of the store behind @fastify/session: `get`, `set` and `destroy` with callbacks. */
export function describeSessionStore(name: string, harness: SessionStoreHarness): void {
  describe(`SessionStore contract: ${name}`, { timeout: 30_000 }, () => {
    const suite = createSuite(harness)
    describe('basic', () => basicPromises(suite))
    describe('logout is final', () => finalityPromises(suite))
    describe('expiry', () => expiryPromises(suite))
    describe('sharing', () => sharingPromises(suite))
  })
}

type SessionSuite = ReturnType<typeof createSuite<SessionCallbacks, OpenedSessionStore>>

function basicPromises({ promises, needs }: SessionSuite) {
  promises('finds nothing under an unknown id, and that is no error', async ({ store }) => {
    expectMissing(await inPromises(store).get(freshSessionId()))
  })

  promises('gives back what was set', async ({ store }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]

    await sessions.set(id, freshSession({ accountId: 'account_anna', note: 'tea & ☕' }))

    expect(await sessions.get(id)).toMatchObject({ accountId: 'account_anna', note: 'tea & ☕' })
  })

  promises('replaces what was set before', async ({ store }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    await sessions.set(id, freshSession({ accountId: 'account_anna', note: 'old' }))

    await sessions.set(id, freshSession({ accountId: 'account_ben' }))

    expect(await sessions.get(id)).toMatchObject({ accountId: 'account_ben' })
    expect(await sessions.get(id)).not.toHaveProperty('note')
  })

  promises('keeps two sessions apart', async ({ store }) => {
    const [sessions, anna, ben] = [inPromises(store), freshSessionId(), freshSessionId()]
    await sessions.set(anna, freshSession({ accountId: 'account_anna' }))
    await sessions.set(ben, freshSession({ accountId: 'account_ben' }))

    await sessions.destroy(anna)

    expectMissing(await sessions.get(anna))
    expect(await sessions.get(ben)).toMatchObject({ accountId: 'account_ben' })
  })

  promises('destroys an unknown id without an error', async ({ store }) => {
    await inPromises(store).destroy(freshSessionId())
  })

  needs('copies', 'hands out copies, not the stored session', async ({ store }) => {
    const [sessions, id, session] = [inPromises(store), freshSessionId(), freshSession({ note: 'kept' })]
    await sessions.set(id, session)

    Object.assign(session, { note: 'changed after set' })
    Object.assign((await sessions.get(id)) ?? {}, { note: 'changed after get' })

    expect(await sessions.get(id)).toMatchObject({ note: 'kept' })
  })

  needs(
    'unavailability',
    'hands an error to the callback in bounded time',
    async ({ store, breakService }) => {
      const [sessions, id] = [inPromises(store), freshSessionId()]
      await sessions.set(id, freshSession())
      await breakService()

      const startedAt = performance.now()
      await expect(sessions.get(id)).rejects.toThrow()
      await expect(sessions.set(id, freshSession())).rejects.toThrow()
      await expect(sessions.destroy(id)).rejects.toThrow()
      expect(performance.now() - startedAt).toBeLessThan(10_000)
    },
  )
}

function finalityPromises({ promises, needs }: SessionSuite) {
  promises('forgets a session that was destroyed', async ({ store }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    await sessions.set(id, freshSession())

    await sessions.destroy(id)

    expectMissing(await sessions.get(id))
  })

  needs('finality', 'stays logged out when a request in flight writes later', async ({ store }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    await sessions.set(id, freshSession())
    const inFlight = await sessions.get(id)

    await sessions.destroy(id)
    // Whether the late write is refused or ignored is the store's choice.
    await sessions.set(id, { ...freshSession(), ...inFlight }).catch(() => {})

    expectMissing(await sessions.get(id))
  })

  needs('finality', 'stays logged out among twenty requests in flight', async ({ store }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    await sessions.set(id, freshSession())

    await inParallel(20, (index) =>
      index === 10 ? sessions.destroy(id) : sessions.set(id, freshSession()).catch(() => {}),
    )

    expectMissing(await sessions.get(id))
  })

  needs('finality', 'stays logged out on every instance', async ({ store, reopen }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    const second = inPromises(await reopen())
    await sessions.set(id, freshSession())

    await sessions.destroy(id)
    await second.set(id, freshSession()).catch(() => {})

    expectMissing(await sessions.get(id))
    expectMissing(await second.get(id))
  })
}

function expiryPromises({ needs }: SessionSuite) {
  needs('expiry', 'forgets a session when its cookie expires', async ({ store, advance, now = Date.now }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    await sessions.set(id, freshSession({ expiresAt: now() + 60_000 }))

    await advance(50_000)
    expect(await sessions.get(id)).toMatchObject({ accountId: 'account_anna' })
    await advance(11_000)
    expectMissing(await sessions.get(id))
  })

  needs(
    'expiry',
    'lives on when it is set again with a later end',
    async ({ store, advance, now = Date.now }) => {
      const [sessions, id] = [inPromises(store), freshSessionId()]
      await sessions.set(id, freshSession({ expiresAt: now() + 60_000 }))

      await advance(50_000)
      await sessions.set(id, freshSession({ expiresAt: now() + 60_000 }))
      await advance(50_000)

      expect(await sessions.get(id)).toMatchObject({ accountId: 'account_anna' })
    },
  )
}

function sharingPromises({ needs }: SessionSuite) {
  needs('sharing', 'is visible to a second instance', async ({ store, reopen }) => {
    const id = freshSessionId()
    const second = inPromises(await reopen())

    await inPromises(store).set(id, freshSession())

    expect(await second.get(id)).toMatchObject({ accountId: 'account_anna' })
  })

  needs('sharing', 'is destroyed for a second instance', async ({ store, reopen }) => {
    const [sessions, id] = [inPromises(store), freshSessionId()]
    const second = inPromises(await reopen())
    await sessions.set(id, freshSession())

    await second.destroy(id)

    expectMissing(await sessions.get(id))
  })

  needs('survival', 'keeps the session when its process ends', async ({ store, closeStore, reopen }) => {
    const id = freshSessionId()
    await inPromises(store).set(id, freshSession())
    await closeStore()

    expect(await inPromises(await reopen()).get(id)).toMatchObject({ accountId: 'account_anna' })
  })
}
