import { lossNames } from '@unsticky/continuity'
import { describe, expect, it } from 'vitest'
import type { FleetId, FleetResult } from './compare.ts'
import { type FleetResults, mapFleets } from './compare.ts'
import type { Shopping } from './shopping.ts'
import { asExpected, shoppingOfResult, spotless } from './testing/sample.ts'
import { slowEndpoints, type VerdictOptions, verdict as verdictOf } from './verdict.ts'

const verdict = (fleets: FleetResults, options: Partial<VerdictOptions> = {}) =>
  verdictOf(fleets, { shopping: mapFleets(fleets, (fleet) => shoppingOfResult(fleet)), ...options })

const stateless = shoppingOfResult(spotless)
const withShopping = (change: Partial<Shopping>) =>
  verdict(asExpected, { shopping: { stateless: { ...stateless, ...change } } })

const withFleet = (id: FleetId, change: Partial<FleetResult>) => ({
  ...asExpected,
  [id]: { ...asExpected[id], ...change },
})

describe('verdict', () => {
  it('holds when the stateful fleets lose and the stateless one does not', () => {
    const { ok, text } = verdict(asExpected)
    expect(ok).toBe(true)
    expect(text).toMatch(
      /^Orders completed: 41 of 100 by stateful behind round robin, 100 of 100 by stateful behind sticky sessions, 100 of 100 by stateless\. Stateful behind round robin lost 97 of 100 carts, behind sticky sessions 41 of 100; stateless lost 0 of 100\. /,
    )
  })

  it.each(lossNames)('does not hold with a single one of stateless: %s', (name) => {
    const losses = stateless.losses.map((each) => ({ ...each, count: each.what === name ? 1 : 0 }))

    expect(withShopping({ losses })).toEqual({
      ok: false,
      text: expect.stringContaining(`stateless had 1 ${name} of 100 looked at`),
    })
  })

  it('does not hold with a single failed request of stateless', () => {
    expect(verdict(withFleet('stateless', { requestsFailed: 1 }))).toMatchObject({
      ok: false,
      text: expect.stringContaining('stateless failed 1 request'),
    })
  })

  it('does not hold with one order for 404 shoppers who set out to buy, nor when few did', () => {
    expect(withShopping({ buyers: 404, ordersCompleted: 1 })).toMatchObject({
      ok: false,
      text: expect.stringContaining('stateless completed only 1 of 404 orders'),
    })
    expect(withShopping({ buyers: 1, ordersCompleted: 1 })).toMatchObject({
      ok: false,
      text: expect.stringContaining('only 1 of 100 shoppers of stateless set out to buy'),
    })
  })

  it('says what nobody could see, instead of praising it', () => {
    const losses = stateless.losses.map((each) =>
      each.what === 'units oversold' ? { ...each, looked: 0 } : each,
    )

    expect(withShopping({ losses }).text).toContain('(nobody could see: units oversold)')
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
    expect(withShopping({ buyers: 0, ordersCompleted: 0 }).ok).toBe(false)
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
      text: expect.stringMatching(
        /^Orders completed: 100 of 100 by stateless\. Stateless lost 0 of 100 carts\. /,
      ),
    })
    expect(verdict({ 'stateful-sticky': sticky, stateless }).text).toMatch(
      /\. Stateful behind sticky sessions lost 41 of 100 carts; stateless lost 0 of 100\. /,
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

  it('gives no verdict on times of an invalid run, and one on losses', () => {
    const slow = [{ name: 'GET /api/cart', p95Ms: 900, limitMs: 500 }]
    const lossy = withFleet('stateless', { requestsFailed: 1 })

    expect(verdict(asExpected, { slow, isInvalid: true })).toMatchObject({
      ok: true,
      text: expect.stringContaining('Times are not judged'),
    })
    expect(verdict(asExpected, { slow, isInvalid: true }).text).not.toContain('900 ms')
    expect(verdict(lossy, { isInvalid: true }).ok).toBe(false)
  })

  it('says on how many repeats and kills "none failed" rests', () => {
    expect(verdict(asExpected, { hidden: { repeats: 6, kills: 3 } }).text).toContain(
      'The balancer repeated 6 requests over 3 kills',
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
      text: expect.stringContaining('stateless failed 1 request'),
    })
  })
})
