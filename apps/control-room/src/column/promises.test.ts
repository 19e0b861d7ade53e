import { describe, expect, it } from 'vitest'
import { type Evidence, judgePromises } from './promises.ts'

const calm = {
  requests: 9,
  errors: 0,
  retries: 0,
  cartsChecked: 3,
  cartsLost: 0,
  cartsMixed: 0,
  loginsLost: 0,
}
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
  lately: { ...calm, latency: 20 },
  latency: 20,
  instances: [{ ...instance, sessionsHeld: 0, cartsHeld: 0 }],
  devices: [
    { ...device, name: 'laptop' },
    { ...device, name: 'phone' },
  ],
}

describe('the promises', () => {
  it('are all kept when nothing speaks against them', () => {
    expect(brokenIn(good)).toEqual([])
    expect(judgePromises(good).filter(({ state }) => state !== 'kept')).toEqual([])
  })

  it.each([
    ['carts', { lately: { ...good.lately, cartsLost: 1 } }],
    ['logins', { lately: { ...good.lately, loginsLost: 1 } }],
    ['mixed', { lately: { ...good.lately, cartsMixed: 1 } }],
    ['errors', { lately: { ...good.lately, errors: 1 } }],
    ['time', { latency: 1001 }],
    ['outside', { instances: [{ ...instance, sessionsHeld: 0, cartsHeld: 1 }] }],
    ['devices', { devices: [good.devices[0], { ...device, name: 'phone', units: 1 }] }],
    ['devices', { devices: [good.devices[0], { ...device, name: 'phone', isSignedIn: false }] }],
  ])('"%s" is broken by %o and no other is', (id, change) => {
    expect(brokenIn({ ...good, ...(change as Partial<Evidence>) })).toEqual([id])
  })

  it('are neither kept nor broken while nobody has looked', () => {
    const nobody = { ...good.lately, requests: 0 }

    const promises = judgePromises({ lately: nobody, latency: null, instances: [], devices: [] })

    expect(new Set(promises.map(({ state }) => state))).toEqual(new Set(['unknown']))
  })
})

const brokenIn = (evidence: Evidence) =>
  judgePromises(evidence)
    .filter(({ state }) => state === 'broken')
    .map(({ id }) => id)
