import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { cart, loggedInShopper, shopperNamed, units } from './testing/shopper.ts'

const kindsOf = (...shoppers: { events: () => readonly unknown[] }[]) =>
  judge(shoppers.flatMap(({ events }) => events() as never)).anomalies.map(({ kind }) => kind)

describe('lost carts', () => {
  it('accepts a cart that shows all acknowledged units on the other device', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea', 2) })
    ada.did('addToCart', { sent: units('tea', 1) })
    ada.did('readCart', { process: 'phone', shown: cart(units('tea', 3)) })
    expect(judge(ada.events())).toMatchObject({ shoppers: 1, cartsChecked: 1, cartsLost: 0, anomalies: [] })
  })

  it('finds an empty cart, and says whose and where', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea', 2) })
    ada.did('readCart', { process: 'phone', shown: cart() })
    const { cartsLost, cartsChecked, anomalies } = judge(ada.events())
    expect({ cartsLost, cartsChecked }).toEqual({ cartsLost: 1, cartsChecked: 1 })
    expect(anomalies[0]).toMatchObject({
      kind: 'cart-empty',
      detail: 'ada put 2 × tea in and was told so, but phone shows an empty cart.',
    })
    expect(anomalies[0]?.events.map(({ f, type }) => `${f} ${type}`)).toEqual([
      ...['addToCart invoke', 'addToCart ok', 'readCart invoke', 'readCart ok'],
    ])
  })

  it('finds a single missing unit', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea', 2) })
    ada.did('readCart', { shown: cart(units('tea', 1)) })
    expect(kindsOf(ada)).toEqual(['cart-incomplete'])
  })

  it('counts an addition in flight either way', () => {
    for (const shown of [cart(), cart(units('tea'))]) {
      const ada = loggedInShopper()
      const adding = ada.ledger.invoke('addToCart', units('tea'), { process: 'laptop' })
      ada.did('readCart', { process: 'phone', shown })
      adding.ok()
      expect(kindsOf(ada)).toEqual([])
    }
  })

  it('counts a timed-out addition either way, for ever', () => {
    for (const shown of [cart(units('cup')), cart(units('cup'), units('tea'))]) {
      const ada = loggedInShopper()
      ada.unknown('addToCart', { sent: units('tea') })
      ada.did('addToCart', { sent: units('cup') })
      ada.did('readCart', { shown })
      expect(kindsOf(ada)).toEqual([])
    }
  })

  it('does not miss a refused addition, and finds it when it happened after all', () => {
    const ada = loggedInShopper()
    ada.refused('addToCart', 422, { sent: units('tea') })
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual([])
    ada.did('readCart', { shown: cart(units('tea')) })
    expect(kindsOf(ada)).toEqual(['cart-foreign'])
  })

  it('counts an addition once however often it was sent under its key', () => {
    const ada = loggedInShopper()
    ada.unknown('addToCart', { sent: units('tea'), key: 'k1' })
    ada.did('addToCart', { sent: units('tea'), key: 'k1' })
    ada.did('readCart', { shown: cart(units('tea', 1)) })
    expect(kindsOf(ada)).toEqual([])
    ada.did('readCart', { shown: cart(units('tea', 2)) })
    expect(kindsOf(ada)).toEqual(['cart-surplus'])
  })

  it('follows a set quantity, a removal and what is added afterwards', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea', 5) })
    ada.did('setQuantity', { sent: units('tea', 2) })
    ada.did('readCart', { shown: cart(units('tea', 2)) })
    ada.did('setQuantity', { sent: units('tea', 0) })
    ada.did('readCart', { shown: cart() })
    ada.did('addToCart', { sent: units('tea', 1) })
    ada.did('readCart', { shown: cart(units('tea', 1)) })
    expect(kindsOf(ada)).toEqual([])
    ada.did('readCart', { shown: cart(units('tea', 2)) })
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual(['cart-empty', 'cart-surplus'])
  })

  it('does not expect a line that was set after it was removed', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea', 2) })
    ada.did('setQuantity', { sent: units('tea', 0) })
    ada.did('setQuantity', { sent: units('tea', 3) })
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual([])
  })

  it('expects nothing bought to stay, and everything added since', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea', 5) })
    ada.did('checkout', { key: 'o1', shown: { orderId: '1' } })
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual([])
    ada.did('addToCart', { sent: units('cup') })
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual(['cart-empty'])
  })

  it('refuses to take an unreadable answer for an empty cart', () => {
    const ada = loggedInShopper()
    ada.did('readCart', { shown: { items: [] } })
    expect(() => judge(ada.events())).toThrow(/readCart of ada .* needs lines/)
  })
})

describe('carts out of reach', () => {
  it('counts a cart as lost when the second device is refused the login', () => {
    const ada = shopperNamed('ada')
    ada.did('signUp')
    ada.did('addToCart', { sent: units('tea') })
    ada.refused('login', 401, { process: 'phone' })
    ada.did('readCart', { process: 'phone', shown: cart() })
    const verdict = judge(ada.events())
    expect(verdict).toMatchObject({ cartsChecked: 1, cartsLost: 1, loginsLost: 1 })
    expect(verdict.anomalyCounts).toMatchObject({ 'cart-unreadable': 1, 'cart-empty': 0 })
  })

  it('counts a cart as lost when reading it is answered 401', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea') })
    ada.refused('readCart', 401, { process: 'phone' })
    expect(kindsOf(ada)).toEqual(['cart-unreadable', 'login-lost'])
  })

  it('does not count it when the same device gets in later and finds everything', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea') })
    ada.refused('login', 401, { process: 'phone' })
    ada.did('login', { process: 'phone' })
    ada.did('readCart', { process: 'phone', shown: cart(units('tea')) })
    expect(kindsOf(ada)).toEqual(['login-lost'])
  })

  it('has not checked a cart that only timeouts answered for', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea') })
    ada.unknown('readCart', { process: 'phone' })
    expect(judge(ada.events())).toMatchObject({ shoppers: 1, cartsChecked: 0, cartsLost: 0 })
  })
})

describe('carts shown late', () => {
  const late = (then: (ada: ReturnType<typeof loggedInShopper>) => void) => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea') })
    ada.did('addToCart', { sent: units('cup') })
    ada.did('readCart', { process: 'phone', shown: cart(units('tea')) })
    then(ada)
    return kindsOf(ada)
  }

  it('are stale, not lost, when the next look or the order shows what was missing', () => {
    const whole = cart(units('tea'), units('cup'))
    expect(late((ada) => ada.did('readCart', { shown: whole }))).toEqual(['cart-stale'])
    expect(late((ada) => ada.did('checkout', { key: 'o', shown: { orderId: '1', ...whole } }))).toEqual([
      'cart-stale',
    ])
  })

  it('are lost when nobody saw the units again, or when they come and go', () => {
    expect(late(() => {})).toEqual(['cart-incomplete'])
    expect(
      late((ada) => {
        ada.did('readCart', { shown: cart(units('tea'), units('cup')) })
        ada.did('readCart', { shown: cart(units('tea')) })
      }),
    ).toEqual(['cart-incomplete'])
  })
})

describe('a refused login', () => {
  it('leaves the cart out of reach, whatever the device sees as a guest afterwards', () => {
    const ada = shopperNamed('ada')
    ada.did('signUp')
    ada.did('addToCart', { sent: units('tea') })
    ada.refused('login', 401, { process: 'phone' })
    ada.did('addToCart', { process: 'phone', sent: units('cup') })
    ada.did('readCart', { process: 'phone', shown: cart(units('cup')) })
    expect(kindsOf(ada)).toEqual(['cart-unreadable', 'login-lost'])
    expect(judge(ada.events())).toMatchObject({ cartsChecked: 1, cartsLost: 1 })
  })
})

describe("guests' carts", () => {
  it('expects a guest to see the own cart, and a login to bring it along', () => {
    const ada = shopperNamed('ada')
    ada.did('addToCart', { sent: units('tea') })
    ada.did('readCart', { shown: cart(units('tea')) })
    ada.did('signUp')
    ada.did('login', { process: 'phone' })
    ada.did('readCart', { process: 'phone', shown: cart(units('tea')) })
    expect(judge(ada.events())).toMatchObject({ cartsChecked: 1, anomalies: [] })
    ada.did('readCart', { process: 'phone', shown: cart() })
    expect(kindsOf(ada)).toEqual(['cart-empty'])
  })

  it("does not expect one device's guest cart on another device", () => {
    const ada = shopperNamed('ada')
    ada.did('addToCart', { sent: units('tea') })
    ada.did('readCart', { process: 'phone', shown: cart() })
    expect(kindsOf(ada)).toEqual([])
  })

  it('does not expect an addition that overlapped the sign-up', () => {
    const ada = shopperNamed('ada')
    const adding = ada.ledger.invoke('addToCart', units('tea'), { process: 'laptop' })
    ada.did('signUp')
    adding.ok()
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual([])
  })

  it('expects nothing while the outcome of the sign-up is unknown', () => {
    const ada = shopperNamed('ada')
    ada.did('addToCart', { sent: units('tea') })
    ada.unknown('signUp')
    ada.did('readCart', { shown: cart() })
    expect(judge(ada.events())).toMatchObject({ cartsChecked: 0, anomalies: [] })
  })

  it('expects it again once a login after an unknown one worked', () => {
    const ada = shopperNamed('ada')
    ada.did('addToCart', { sent: units('tea') })
    ada.unknown('login')
    ada.did('login')
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual(['cart-empty'])
  })

  it('does not expect the account after a logout', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea') })
    ada.did('logout')
    ada.did('readCart', { shown: cart() })
    expect(kindsOf(ada)).toEqual([])
  })
})

describe('mixed carts', () => {
  it("finds another shopper's units and says whose they are", () => {
    const [ada, bob] = [loggedInShopper('ada'), loggedInShopper('bob')]
    bob.did('addToCart', { sent: units('cup', 2) })
    ada.did('addToCart', { sent: units('tea') })
    ada.did('readCart', { shown: cart(units('tea'), units('cup', 2)) })
    const { cartsMixed, cartsLost, anomalies } = judge([...ada.events(), ...bob.events()])
    expect({ cartsMixed, cartsLost }).toEqual({ cartsMixed: 1, cartsLost: 0 })
    expect(anomalies[0]?.detail).toBe('ada sees 2 × cup on laptop and did not put that in; bob did.')
  })

  it('finds too many units of an own product', () => {
    const ada = loggedInShopper()
    ada.did('addToCart', { sent: units('tea') })
    ada.did('readCart', { shown: cart(units('tea', 2)) })
    expect(judge(ada.events())).toMatchObject({ cartsMixed: 1, cartsLost: 0 })
  })
})
