import { promises as titles } from '@unsticky/steps'
import { describe, expect, it } from 'vitest'
import { type Evidence, judgePromises } from './promises.ts'

const instance = {
  id: 'i-1',
  pid: 1,
  state: 'ready',
  isAlive: true,
  isHealthy: true,
  requestsPerSecond: 1,
} as const
const device = { url: '', note: '', revision: 0, isSignedIn: true, units: 2 } as const
const good: Evidence = {
  instances: [{ ...instance, sessionsHeld: 0, cartsHeld: 0 }],
  devices: [
    { ...device, name: 'laptop' },
    { ...device, name: 'phone' },
  ],
  overlaps: {
    parallelAdds: { acknowledged: 8, shown: 8 },
    profileStatuses: [200, 200],
    statusAfterLogout: 401,
  },
  rollingRestart: { errors: 0, losses: 0 },
}

describe('the promises', () => {
  it('are all kept when nothing speaks against them', () => {
    expect(judgePromises(good).filter(({ state }) => state !== 'kept')).toEqual([])
  })

  it.each([
    ['survives-kill', { instances: [{ ...instance, sessionsHeld: 0, cartsHeld: 1 }] }],
    ['two-devices', { devices: [good.devices[0], { ...device, name: 'phone', units: 1 }] }],
    ['two-devices', { devices: [good.devices[0], { ...device, name: 'phone', isSignedIn: false }] }],
    ['parallel-adds', { overlaps: { ...good.overlaps, parallelAdds: { acknowledged: 8, shown: 3 } } }],
    ['parallel-adds', { overlaps: { ...good.overlaps, parallelAdds: { acknowledged: 8, shown: 9 } } }],
    ['logout-final', { overlaps: { ...good.overlaps, statusAfterLogout: 200 } }],
    ['login-everywhere', { overlaps: { ...good.overlaps, profileStatuses: [200, 401] } }],
    ['rolling-restart', { rollingRestart: { errors: 1, losses: 0 } }],
    ['rolling-restart', { rollingRestart: { errors: 0, losses: 1 } }],
  ])('"%s" is broken by %o and no other is', (id, change) => {
    expect(brokenIn({ ...good, ...(change as Partial<Evidence>) })).toEqual([id])
  })

  it('are neither kept nor broken while nobody has looked', () => {
    const promises = judgePromises({ instances: [], devices: [], overlaps: {} })

    expect(new Set(promises.map(({ state }) => state))).toEqual(new Set(['unknown']))
  })

  it('have the names of docs/promises.md', () => {
    for (const { id, title } of judgePromises(good)) expect(title).toBe(titles[id as keyof typeof titles])
  })

  it('count one thing as one, and what a dead instance held no more', () => {
    const one = { ...instance, sessionsHeld: 1, cartsHeld: 2 }
    const dead = { ...one, isAlive: false, state: 'killed' } as const
    const [first] = judgePromises({ ...good, instances: [one, dead] })

    expect(first?.detail).toBe('1 session and 2 carts would die with their instances')
  })
})

const brokenIn = (evidence: Evidence) =>
  judgePromises(evidence)
    .filter(({ state }) => state === 'broken')
    .map(({ id }) => id)
