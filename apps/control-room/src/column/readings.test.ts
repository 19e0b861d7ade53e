import { describe, expect, it } from 'vitest'
import { type ReadingEvidence, readShoppers } from './readings.ts'

const lately = {
  requests: 9,
  errors: 0,
  retries: 0,
  cartsChecked: 3,
  cartsLost: 0,
  cartsMixed: 0,
  loginsLost: 0,
  latency: 20,
}

describe('what shoppers live through', () => {
  it('is fine while nothing is lost', () => {
    expect(badIn({ lately, latency: 20 })).toEqual([])
  })

  it.each([
    ['carts', { lately: { ...lately, cartsLost: 1 }, latency: 20 }],
    ['logins', { lately: { ...lately, loginsLost: 1 }, latency: 20 }],
    ['mixed', { lately: { ...lately, cartsMixed: 1 }, latency: 20 }],
    ['errors', { lately: { ...lately, errors: 1 }, latency: 20 }],
    ['time', { lately, latency: 1001 }],
  ])('"%s" is bad for %o and no other is', (id, evidence) => {
    expect(badIn(evidence)).toEqual([id])
  })

  it('counts one thing as one', () => {
    const [carts] = readShoppers({ lately: { ...lately, cartsLost: 1 }, latency: 20 })

    expect(carts?.detail).toBe('1 cart lost in the last 20 s')
  })

  it('is unknown while nobody shops', () => {
    const readings = readShoppers({ lately: { ...lately, requests: 0 }, latency: null })

    expect(new Set(readings.map(({ state }) => state))).toEqual(new Set(['unknown']))
  })
})

const badIn = (evidence: ReadingEvidence) =>
  readShoppers(evidence)
    .filter(({ state }) => state === 'bad')
    .map(({ id }) => id)
