import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { cart, loggedInShopper, shopperNamed, units } from './testing/shopper.ts'
import { type PlannedAct, plannedActs, playOnCorrectCart } from './testing/simulate.ts'

describe('on random interleavings', () => {
  it('never accuses a shop that is correct', () => {
    fc.assert(
      fc.property(plannedActs, (plan) => {
        const ada = loggedInShopper()
        playOnCorrectCart(ada.ledger, plan)
        expect(judge(ada.events()).anomalies).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('never accuses a shop that merges a guest cart at sign-up', () => {
    fc.assert(
      fc.property(plannedActs, (plan) => {
        const ada = shopperNamed('ada')
        ada.did('addToCart', { sent: units('guest-pick', 2) })
        ada.did('signUp')
        ada.did('login', { process: 'phone' })
        playOnCorrectCart(ada.ledger, plan.filter(isNoCheckout))
        const events = ada.events().map((event) => withGuestPick(event))
        expect(judge(events).anomalies).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('always finds an acknowledged addition that was dropped', () => {
    fc.assert(
      fc.property(plannedActs, fc.integer({ min: 1, max: 5 }), fc.nat({ max: 4 }), (plan, quantity, kept) => {
        const ada = loggedInShopper()
        if (kept > 0) ada.did('addToCart', { sent: units('dropped-here', kept) })
        ada.did('addToCart', { sent: units('dropped-here', quantity) })
        playOnCorrectCart(ada.ledger, plan.filter(isNoCheckout))
        const shown = kept > 0 ? cart(units('dropped-here', kept)) : cart()
        ada.did('readCart', { process: 'phone', shown })
        expect(judge(ada.events()).cartsLost).toBe(1)
      }),
    )
  })

  it('always finds a unit that nobody sent', () => {
    fc.assert(
      fc.property(plannedActs, (plan) => {
        const ada = loggedInShopper()
        playOnCorrectCart(ada.ledger, plan)
        ada.did('readCart', { shown: cart(units('never-sent')) })
        expect(judge(ada.events()).cartsMixed).toBe(1)
      }),
    )
  })
})

const isNoCheckout = ({ f }: PlannedAct) => f !== 'checkout'

/** The simulated cart starts empty; a merged one starts with what the guest picked. */
function withGuestPick<Event extends { f: string; type: string; value?: unknown }>(event: Event): Event {
  if (event.f !== 'readCart' || event.type !== 'ok') return event
  const { lines } = event.value as ReturnType<typeof cart>
  return { ...event, value: cart(...lines, units('guest-pick', 2)) }
}
