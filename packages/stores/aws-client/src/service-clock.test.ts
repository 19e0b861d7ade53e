import { describe, expect, it } from 'vitest'
import { createServiceClock } from './service-clock.ts'

type Middleware = (next: (args: unknown) => Promise<object>) => (args: unknown) => Promise<unknown>

/** A service whose clock and whose distance are known, behind the part of a client that the clock looks at. */
function openService({ aheadMs }: { aheadMs: number }) {
  const state = { local: 1_700_000_000_250, aheadMs, tripMs: 20 }
  let watch: Middleware = (next) => next
  const client = {
    middlewareStack: {
      add: (middleware: Middleware) => {
        watch = middleware
      },
    },
  }
  const clock = createServiceClock(client, { now: () => state.local })
  const answer = async () => {
    state.local += state.tripMs / 2
    const date = new Date(state.local + state.aheadMs).toUTCString()
    state.local += state.tripMs / 2
    return { response: { headers: { date } } }
  }
  const ask = async (passesMs = 0) => {
    await watch(answer)({})
    state.local += passesMs
  }
  return {
    clock,
    state,
    ask,
    watch: (next: () => Promise<object>) => watch(next)({}),
    distance: () => Math.abs(clock.now() - (state.local + state.aheadMs)),
  }
}

describe('the clock of a service', () => {
  it('is the own one before the first answer, and where both agree', async () => {
    const { clock, ask } = openService({ aheadMs: 0 })
    expect(clock.offsetMs()).toBe(0)

    for (let answers = 0; answers < 20; answers++) await ask(137)

    expect(clock.offsetMs()).toBe(0)
  })

  it.each([120_000, -120_000, 3_600_000, -5_000])(
    'is told by the answers when it is %i ms ahead',
    async (aheadMs) => {
      const { ask, distance } = openService({ aheadMs })

      await ask(137)
      expect(distance()).toBeLessThan(1100)
      for (let answers = 0; answers < 20; answers++) await ask(137)

      expect(distance()).toBeLessThan(200)
    },
  )

  it('is told anew when somebody puts the own clock right', async () => {
    const { state, ask, distance, clock } = openService({ aheadMs: 120_000 })
    await ask(500)
    state.local += 120_000
    state.aheadMs = 0

    await ask(500)

    expect(distance()).toBeLessThan(1100)
    expect(clock.offsetMs()).toBe(0)
  })

  it('does not believe an answer without a date', async () => {
    const { clock, watch } = openService({ aheadMs: 120_000 })

    await watch(async () => ({ response: { headers: {} } }))
    await watch(async () => ({}))

    expect(clock.offsetMs()).toBe(0)
  })
})
