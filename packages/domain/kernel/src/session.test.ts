import { describe, expect, it } from 'vitest'
import { isSessionId, secondsToTouch, sessionEndsAt } from './session.ts'

describe('the id of a session', () => {
  it.each(['x'.repeat(16), 'x'.repeat(128), crypto.randomUUID(), 'AZaz09_-AZaz09_-'])('may be %j', (id) => {
    expect(isSessionId(id)).toBe(true)
  })

  it.each(['', 'short', 'x'.repeat(129), '../../../../etc/passwd', 'x'.repeat(16).concat('\n')])(
    'cannot be %j',
    (id) => {
      expect(isSessionId(id)).toBe(false)
    },
  )
})

it('starts the idle time anew as often as asked for, and in time for a short one', () => {
  expect(secondsToTouch({ idleTimeoutSeconds: 1800, touchEverySeconds: 60 })).toBe(60)
  expect(secondsToTouch({ idleTimeoutSeconds: 30, touchEverySeconds: 60 })).toBe(3)
  expect(secondsToTouch({ idleTimeoutSeconds: 30, touchEverySeconds: 0 })).toBe(0)
})

describe('the end of a session', () => {
  const use = { seenAt: 1_000_000, idleTimeoutSeconds: 60 }

  it('is the end of the idle time when the cookie has no date', () => {
    expect(sessionEndsAt({}, use)).toBe(1_060_000)
    expect(sessionEndsAt({ cookie: { expires: null } }, use)).toBe(1_060_000)
  })

  it('is the date in the cookie when that comes first, as a date or as stored text', () => {
    const expires = new Date(1_030_000)

    expect(sessionEndsAt({ cookie: { expires } }, use)).toBe(1_030_000)
    expect(sessionEndsAt({ cookie: { expires: expires.toISOString() } }, use)).toBe(1_030_000)
    expect(sessionEndsAt({ cookie: { expires: new Date(9_000_000) } }, use)).toBe(1_060_000)
  })

  it('has passed when the date cannot be read', () => {
    expect(sessionEndsAt({ cookie: { expires: 'never' } }, use)).toBe(0)
  })
})
