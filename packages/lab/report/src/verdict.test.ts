import { describe, expect, it } from 'vitest'
import type { FleetId, FleetResult } from './compare.ts'
import { asExpected, spotless } from './testing/sample.ts'
import { slowEndpoints, verdict } from './verdict.ts'

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

  it('is of the fleets that ran', () => {
    const { stateless, 'stateful-sticky': sticky } = asExpected

    expect(verdict({ stateless })).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^Stateless lost 0 of 100 carts\. /),
    })
    expect(verdict({ 'stateful-sticky': sticky, stateless }).text).toMatch(
      /^Stateful behind sticky sessions lost 41 of 100 carts; stateless lost 0 of 100\. /,
    )
    expect(verdict({})).toEqual({ ok: false, text: 'The verdict does not hold: no fleet ran to its end.' })
  })

  it('does not hold when an endpoint of stateless is slow, and gives those that hash a password more time', () => {
    const slow = slowEndpoints(
      [
        { name: 'GET /api/cart', p95Ms: 501 },
        { name: 'GET /api/products', p95Ms: 500 },
        { name: 'POST /api/session', p95Ms: 1900 },
        { name: 'POST /api/accounts', p95Ms: 2001 },
        { name: 'GET /never', p95Ms: null },
      ],
      500,
    )

    const { ok, text } = verdict(asExpected, { slow })

    expect(slow.map(({ name }) => name)).toEqual(['GET /api/cart', 'POST /api/accounts'])
    expect(ok).toBe(false)
    expect(text).toContain(
      'p95 of GET /api/cart was 501 ms, and at most 500 ms were promised (and 1 more endpoint)',
    )
  })

  it('holds with a login in flight on an instance that was killed, says so, and excuses nothing else', () => {
    const failed = (requestsFailed: number) => withFleet('stateless', { requestsFailed })

    expect(verdict(failed(1), { requestsExcused: 1 })).toMatchObject({
      ok: true,
      text: expect.stringContaining('but 1 that nothing may repeat: a login or a sign-up'),
    })
    expect(verdict(failed(2), { requestsExcused: 1 })).toMatchObject({
      ok: false,
      text: expect.stringContaining('stateless had 1 request failed'),
    })
  })
})
