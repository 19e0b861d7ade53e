import { UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import type { ShopAdapters } from './adapters.ts'
import { createBrowser, createShopper, goodPassword } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

const newPassword = 'another horse 2'

/** A login service in which tests end an account's logins behind the shop's back, as an administrator would. */
function administered({ identity }: ShopAdapters) {
  const state = { isOut: false, isAway: false, asked: 0 }
  const holds: typeof identity.holds = async (token) => {
    state.asked += 1
    if (state.isAway) throw new UnavailableError('login service')
    return !state.isOut && identity.holds(token)
  }
  return { state, identity: { ...identity, holds } }
}

async function startAdministered() {
  let state = { isOut: false, isAway: false, asked: 0 }
  const shop = await startShop({
    env: { ACCOUNT_CHECK_SECONDS: '1' },
    change: (adapters) => {
      const made = administered(adapters)
      state = made.state
      return { identity: made.identity }
    },
  })
  return { shop, state }
}

const tokensOf = async (shopper: Awaited<ReturnType<typeof createShopper>>) =>
  (
    await shopper.request('POST', '/api/tokens', { json: { email: shopper.email, password: goodPassword } })
  ).json()
const statusBy = async (shopper: { get: ReturnType<typeof createBrowser>['get'] }, accessToken?: string) =>
  (await shopper.get('/api/profile', accessToken ? { authorization: `Bearer ${accessToken}` } : {}))
    .statusCode

describe('R35 an account that the login service ended', () => {
  it('is out within the time that is said, by session and by token, and stays out', async () => {
    const { shop, state } = await startAdministered()
    await using _shop = shop
    const shopper = await createShopper(shop.app)
    const { accessToken } = await tokensOf(shopper)
    const phone = createBrowser(shop.app)
    expect([await statusBy(shopper), await statusBy(phone, accessToken)]).toEqual([200, 200])
    state.isOut = true

    const both = async () => [await statusBy(shopper), await statusBy(phone, accessToken)]
    await expect.poll(both, { timeout: 5000 }).toEqual([401, 401])
    state.isOut = false

    expect(await statusBy(shopper)).toBe(401)
    expect((await shopper.openSession()).json().signedIn).toBe(false)
  })

  it('is in as long as the login service cannot be asked: an outage signs nobody out', async () => {
    const { shop, state } = await startAdministered()
    await using _shop = shop
    const shopper = await createShopper(shop.app)
    state.isAway = true

    await expect
      .poll(async () => [await statusBy(shopper), state.asked > 0], { timeout: 5000 })
      .toEqual([200, true])
    for (let look = 0; look < 20; look++) expect(await statusBy(shopper)).toBe(200)
    // Not with every request.
    expect(state.asked).toBeLessThan(4)
  })
})

describe('S13 a shopper', () => {
  it('sees where the account is signed in', async () => {
    await using shop = await startShop()
    const laptop = await createShopper(shop.app)
    const phone = createBrowser(shop.app)
    await phone.openSession()
    const json = { email: laptop.email, password: goodPassword }
    await phone.request('POST', '/api/session', { json, headers: { 'user-agent': 'A phone\u00e9' } })

    const { sessions } = (await laptop.get('/api/profile/sessions')).json()

    expect(sessions).toHaveLength(2)
    expect(sessions.map(({ isThisOne }: { isThisOne: boolean }) => isThisOne)).toEqual([true, false])
    expect(sessions[1].device).toBe('A phone ')
    await phone.openSession()
    await phone.logOut()
    expect((await laptop.get('/api/profile/sessions')).json().sessions).toHaveLength(1)
  })

  it.each(['POST /api/profile/sessions/end', 'PUT /api/profile/password'])(
    'ends every other login at once by %s, and no other account’s',
    async (operation) => {
      const [method, path] = operation.split(' ') as ['POST', string]
      await using shop = await startShop()
      const laptop = await createShopper(shop.app)
      const other = await createShopper(shop.app)
      const phone = createBrowser(shop.app)
      await phone.logIn(laptop.email)
      const { accessToken, refreshToken } = await tokensOf(laptop)
      const change = path.endsWith('password') ? { newPassword } : {}

      const wrong = await laptop.request(method, path, { json: { password: 'wrong horse 1', ...change } })
      expect([wrong.statusCode, await statusBy(phone)]).toEqual([401, 200])
      const answer = await laptop.request(method, path, { json: { password: goodPassword, ...change } })

      expect(answer.statusCode).toBe(204)
      const app = createBrowser(shop.app)
      expect([await statusBy(phone), await statusBy(app, accessToken)]).toEqual([401, 401])
      const refreshed = await app.request('POST', '/api/tokens/refresh', { json: { refreshToken } })
      expect(refreshed.statusCode).toBe(401)
      expect([await statusBy(laptop), await statusBy(other)]).toEqual([200, 200])
      const logIn = async (password: string) =>
        (await createBrowser(shop.app).logIn(laptop.email, password)).statusCode
      expect([await logIn(goodPassword), await logIn(newPassword)]).toEqual(
        'newPassword' in change ? [401, 200] : [200, 401],
      )
    },
  )

  it('may send the change of a password again, as a balancer does whose instance died', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const change = { json: { password: goodPassword, newPassword }, key: crypto.randomUUID() }

    const statuses = []
    for (let attempt = 0; attempt < 2; attempt++)
      statuses.push((await shopper.request('PUT', '/api/profile/password', change)).statusCode)

    expect(statuses).toEqual([204, 204])
    expect((await createBrowser(shop.app).logIn(shopper.email, newPassword)).statusCode).toBe(200)
  })

  it('cannot choose a weak password, and then nothing has changed', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const json = { password: goodPassword, newPassword: 'short' }

    const answer = await shopper.request('PUT', '/api/profile/password', { json })

    expect([answer.statusCode, answer.json().code]).toEqual([400, 'SHOP_WEAK_PASSWORD'])
    expect((await createBrowser(shop.app).logIn(shopper.email)).statusCode).toBe(200)
  })

  it('is asked for the password no more often than at a login', async () => {
    await using shop = await startShop({ env: { LOGIN_ATTEMPTS_PER_ACCOUNT: '3' } })
    const shopper = await createShopper(shop.app)

    const statuses = []
    for (let attempt = 0; attempt < 5; attempt++) {
      const json = { password: `wrong horse ${attempt}`, newPassword }
      statuses.push((await shopper.request('PUT', '/api/profile/password', { json })).statusCode)
    }

    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })
})
