import { describe, expect, it } from 'vitest'
import { type JudgeOptions, judge } from './judge.ts'
import { loggedInShopper, shopperNamed, units } from './testing/shopper.ts'

type Shopper = ReturnType<typeof shopperNamed>
const judged = (shoppers: readonly Shopper[], options?: JudgeOptions) =>
  judge(
    shoppers.flatMap(({ events }) => events()),
    options,
  )
const kindsOf = (...shoppers: readonly Shopper[]) => judged(shoppers).anomalies.map(({ kind }) => kind)

describe('logins', () => {
  it('finds a device thrown out without a logout', () => {
    const ada = loggedInShopper()
    ada.refused('readProfile', 401, { process: 'phone' })
    expect(judged([ada])).toMatchObject({ loginsLost: 1, picturesLost: 0 })
  })

  it.each([401, 403, 404])('finds a login of an acknowledged account refused with %i', (status) => {
    const ada = shopperNamed('ada')
    ada.did('signUp')
    ada.refused('login', status, { process: 'phone' })
    expect(kindsOf(ada)).toEqual(['login-lost'])
  })

  it.each([
    ['a login before any sign-up', (ada: Shopper) => ada.refused('login', 401)],
    [
      'a login after a refused sign-up',
      (ada: Shopper) => [ada.refused('signUp', 422), ada.refused('login', 401)],
    ],
    [
      'a login after a sign-up that timed out',
      (ada: Shopper) => [ada.unknown('signUp'), ada.refused('login', 401)],
    ],
    [
      'wrong credentials on purpose',
      (ada: Shopper) => [ada.did('signUp'), ada.refused('login', 401, { sent: { wrongCredentials: true } })],
    ],
    ['too many attempts', (ada: Shopper) => [ada.did('signUp'), ada.refused('login', 429)]],
    [
      'a 401 after the logout',
      (ada: Shopper) => [ada.did('signUp'), ada.did('logout'), ada.refused('readOrders', 401)],
    ],
    [
      'a 401 after a logout that timed out',
      (ada: Shopper) => [ada.did('signUp'), ada.unknown('logout'), ada.refused('readOrders', 401)],
    ],
    [
      'a 401 on a device that never logged in',
      (ada: Shopper) => [ada.did('signUp'), ada.refused('readOrders', 401, { process: 'phone' })],
    ],
    ['an instance that was gone', (ada: Shopper) => [ada.did('signUp'), ada.unknown('readOrders')]],
  ])('does not accuse %s', (_, act) => {
    const ada = shopperNamed('ada')
    act(ada)
    expect(kindsOf(ada)).toEqual([])
  })

  it('does not accuse a request that a logout overtook', () => {
    const ada = loggedInShopper()
    const reading = ada.ledger.invoke('readProfile', undefined, { process: 'laptop' })
    ada.did('logout')
    reading.fail(undefined, { status: 401 })
    expect(kindsOf(ada)).toEqual([])
  })
})

describe('profiles and pictures', () => {
  it('accepts the last one, and either one while a change is in flight or unknown', () => {
    const ada = loggedInShopper()
    ada.did('putPicture', { sent: { picture: 'one' } })
    ada.did('readPicture', { shown: { picture: 'one' } })
    ada.unknown('putPicture', { sent: { picture: 'two' } })
    ada.did('readPicture', { process: 'phone', shown: { picture: 'two' } })
    ada.did('readPicture', { process: 'phone', shown: { picture: 'one' } })
    const changing = ada.ledger.invoke('updateProfile', { displayName: 'Ada L.' }, { process: 'laptop' })
    ada.did('readProfile', { shown: { displayName: 'ada' } })
    ada.did('readProfile', { shown: { displayName: 'Ada L.' } })
    changing.ok()
    ada.did('readProfile', { shown: { displayName: 'Ada L.' } })
    expect(kindsOf(ada)).toEqual([])
  })

  it('finds an old one, and a picture that is gone', () => {
    const ada = loggedInShopper()
    ada.did('updateProfile', { sent: { displayName: 'Ada L.' } })
    ada.did('readProfile', { process: 'phone', shown: { displayName: 'ada' } })
    ada.did('putPicture', { sent: { picture: 'one' } })
    ada.refused('readPicture', 404)
    expect(kindsOf(ada)).toEqual(['profile-stale', 'picture-lost'])
    expect(judged([ada]).picturesLost).toBe(1)
  })

  it('accepts either of two pictures that were sent at the same moment', () => {
    for (const picture of ['one', 'two']) {
      const ada = loggedInShopper()
      const sending = ada.ledger.invoke('putPicture', { picture: 'one' }, { process: 'laptop' })
      ada.did('putPicture', { process: 'phone', sent: { picture: 'two' } })
      sending.ok()
      ada.did('readPicture', { shown: { picture } })
      expect(kindsOf(ada)).toEqual([])
    }
  })

  it('finds a picture shown before it was sent', () => {
    const ada = loggedInShopper()
    ada.did('putPicture', { sent: { picture: 'one' } })
    ada.did('readPicture', { shown: { picture: 'two' } })
    ada.did('putPicture', { sent: { picture: 'two' } })
    expect(judged([ada]).picturesLost).toBe(1)
  })

  it("finds somebody else's and says whose", () => {
    const [ada, bob] = [loggedInShopper('ada'), loggedInShopper('bob')]
    ada.did('putPicture', { sent: { picture: 'of-ada' } })
    bob.did('putPicture', { sent: { picture: 'of-bob' } })
    ada.did('readPicture', { shown: { picture: 'of-bob' } })
    expect(judged([ada, bob]).anomalies[0]).toMatchObject({
      kind: 'picture-foreign',
      detail: expect.stringContaining('shows that of bob'),
    })
  })

  it('does not expect a picture that was refused or never sent', () => {
    const ada = loggedInShopper()
    ada.refused('readPicture', 404)
    ada.refused('putPicture', 413, { sent: { picture: 'one' } })
    ada.refused('readPicture', 404)
    expect(kindsOf(ada)).toEqual([])
  })
})

describe('orders', () => {
  const order = (orderId: string, number = orderId) => ({ orderId, number, lines: [units('tea', 2)] })

  it('counts a checkout that was sent twice and answered alike as one', () => {
    const ada = loggedInShopper()
    const first = ada.ledger.invoke('checkout', undefined, { process: 'phone', key: 'o' })
    ada.did('checkout', { key: 'o', shown: order('1') })
    first.ok(order('1'))
    ada.did('readOrders', { shown: { orders: [order('1')] } })
    expect(judged([ada])).toMatchObject({ ordersPlaced: 1, ordersDuplicated: 0, anomalies: [] })
  })

  it('finds two orders under one key', () => {
    const ada = loggedInShopper()
    ada.did('checkout', { key: 'o', shown: order('1') })
    ada.did('checkout', { key: 'o', shown: order('2') })
    expect(judged([ada])).toMatchObject({ ordersPlaced: 2, ordersDuplicated: 1 })
    expect(kindsOf(ada)).toEqual(['order-doubled'])
  })

  it('finds an order that no acknowledgement told of', () => {
    const ada = loggedInShopper()
    ada.did('checkout', { key: 'o', shown: order('1') })
    ada.unknown('checkout', { key: 'o' })
    ada.did('readOrders', { shown: { orders: [order('1'), order('2')] } })
    expect(judged([ada])).toMatchObject({ ordersPlaced: 2, ordersDuplicated: 1 })
  })

  it('accepts an order from a checkout that timed out', () => {
    const ada = loggedInShopper()
    ada.unknown('checkout', { key: 'o' })
    ada.did('readOrders', { shown: { orders: [order('1')] } })
    expect(judged([ada])).toMatchObject({ ordersPlaced: 1, ordersDuplicated: 0, anomalies: [] })
  })

  it('finds an acknowledged order that is not listed', () => {
    const ada = loggedInShopper()
    ada.did('checkout', { key: 'o', shown: order('1') })
    ada.did('readOrders', { process: 'phone', shown: { orders: [] } })
    expect(kindsOf(ada)).toEqual(['order-lost'])
  })

  it('finds one number given to two shoppers, under the same or another order id', () => {
    const [ada, bob, eve] = [loggedInShopper('ada'), loggedInShopper('bob'), loggedInShopper('eve')]
    ada.did('checkout', { shown: order('1', '1001') })
    bob.did('checkout', { shown: order('2', '1001') })
    eve.did('checkout', { shown: order('2', '1002') })
    expect(judged([ada, bob, eve])).toMatchObject({ ordersPlaced: 3, ordersDuplicated: 0 })
    expect(kindsOf(ada, bob, eve)).toEqual(['order-number-shared'])
  })
})

describe('stock', () => {
  const buy = (shopper: Shopper, orderId: string, quantity: number) =>
    shopper.did('checkout', {
      key: orderId,
      shown: { orderId, number: orderId, lines: [units('tea', quantity)] },
    })

  it('accepts that everything is sold, and counts what is sold beyond that', () => {
    const [ada, bob] = [loggedInShopper('ada'), loggedInShopper('bob')]
    buy(ada, '1', 2)
    buy(bob, '2', 3)
    expect(judged([ada, bob], { initialStock: { tea: 5 } }).unitsOversold).toBe(0)
    expect(judged([ada, bob], { initialStock: { tea: 3 } }).unitsOversold).toBe(2)
  })

  it('does not count an order twice, nor one that was cancelled', () => {
    const ada = loggedInShopper()
    buy(ada, '1', 2)
    buy(ada, '1', 2)
    expect(judged([ada], { initialStock: { tea: 2 } }).unitsOversold).toBe(0)
    ada.did('cancelOrder', { sent: { orderId: '1' } })
    expect(judged([ada], { initialStock: { tea: 0 } }).unitsOversold).toBe(0)
  })

  it('finds a negative stock, read by an observer who is no shopper', () => {
    const observer = shopperNamed('observer')
    observer.did('readStock', { shown: { stock: { tea: -4, cup: 0 } } })
    expect(judged([observer], { initialStock: { tea: 10 } })).toMatchObject({ shoppers: 0, unitsOversold: 4 })
  })

  it('refuses to count units of orders that show no lines', () => {
    const ada = loggedInShopper()
    ada.did('checkout', { shown: { orderId: '1' } })
    expect(() => judged([ada], { initialStock: { tea: 1 } })).toThrow(/needs lines/)
  })
})

describe('judge', () => {
  it('reports nobody for an empty history', () => {
    expect(judge([])).toMatchObject({ shoppers: 0, cartsChecked: 0, ordersPlaced: 0, anomalies: [] })
  })

  it('hands back some examples of each kind and counts them all', () => {
    const shoppers = Array.from({ length: 8 }, (_, index) => {
      const shopper = loggedInShopper(`shopper-${index}`)
      shopper.refused('readOrders', 401)
      shopper.refused('readOrders', 401)
      return shopper
    })
    const { anomalies, anomalyCounts, loginsLost } = judged(shoppers, { examplesPerKind: 2 })
    expect({ examples: anomalies.length, counted: anomalyCounts['login-lost'], loginsLost }).toEqual({
      ...{ examples: 2, counted: 8, loginsLost: 8 },
    })
  })
})
