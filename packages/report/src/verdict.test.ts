import { describe, expect, it } from 'vitest'
import type { FleetId, FleetResult } from './compare.ts'
import { asExpected, spotless } from './testing/sample.ts'
import { verdict } from './verdict.ts'

const withFleet = (id: FleetId, change: Partial<FleetResult>) => ({
  ...asExpected,
  [id]: { ...asExpected[id], ...change },
})

describe('verdict', () => {
  it('holds when the stateful fleets lose and the stateless one does not', () => {
    const { ok, text } = verdict(asExpected)
    expect(ok).toBe(true)
    expect(text).toMatch(
      /^Stateful behind round robin lost 97 of 100 carts, behind sticky sessions 41 of 100; stateless lost 0 of 100\. /,
    )
  })

  it.each([
    ['cartsLost', 'stateless had 1 cart lost'],
    ['cartsMixed', 'stateless had 1 cart mixed'],
    ['loginsLost', 'stateless had 1 login lost'],
    ['picturesLost', 'stateless had 1 profile or picture lost'],
    ['ordersDuplicated', 'stateless had 1 order placed twice'],
    ['unitsOversold', 'stateless had 1 unit oversold'],
    ['requestsFailed', 'stateless had 1 request failed'],
  ] as const)('does not hold with a single one in %s of stateless', (field, words) => {
    const { ok, text } = verdict(withFleet('stateless', { [field]: 1 }))
    expect(ok).toBe(false)
    expect(text).toContain(words)
  })

  it.each(['stateful-round-robin', 'stateful-sticky'] as const)(
    'does not hold when %s lost no cart',
    (id) => {
      const { ok, text } = verdict(withFleet(id, { cartsLost: 0 }))
      expect(ok).toBe(false)
      expect(text).toContain('lost no cart, so the run did not show what it is for')
    },
  )

  it('does not hold when a cart of stateless was not checked, or nothing was ordered', () => {
    expect(verdict(withFleet('stateless', { cartsChecked: 99 })).text).toContain('only 99 of 100 carts')
    expect(verdict(withFleet('stateless', { cartsChecked: 99 })).ok).toBe(false)
    expect(verdict(withFleet('stateless', { ordersPlaced: 0 })).ok).toBe(false)
  })

  it('does not hold when stateless forgot an acknowledged order', () => {
    expect(verdict(asExpected, { ordersLost: 2 })).toMatchObject({
      ok: false,
      text: expect.stringContaining('stateless had 2 orders lost'),
    })
  })

  it('never holds for a run in which nobody shopped', () => {
    const empty = Object.fromEntries(
      Object.keys(spotless).map((field) => [field, 0]),
    ) as unknown as FleetResult
    const { ok, text } = verdict({
      'stateful-round-robin': empty,
      'stateful-sticky': empty,
      stateless: empty,
    })
    expect(ok).toBe(false)
    expect(text).toContain('nobody shopped')
    expect(verdict({ ...asExpected, stateless: empty }).ok).toBe(false)
    expect(verdict({ ...asExpected, 'stateful-sticky': empty }).text).toContain(
      'no cart of stateful behind sticky',
    )
  })
})
