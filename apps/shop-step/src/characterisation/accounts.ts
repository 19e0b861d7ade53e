import { freshEmail, goodPassword } from '@unsticky/http/testing'
import { expect } from 'vitest'
import { type Behaviours, openShopper } from './behaviour.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const accounts: Behaviours = {
  'knows who is signed in at every request': async (shop) => {
    const { laptop, email } = await openShopper(shop)

    for (let request = 0; request < 6; request++)
      expect(await laptop.json('/api/session')).toMatchObject({ signedIn: true, email })
  },

  'makes one account of an email': async ({ device }) => {
    const account = { email: freshEmail(), password: goodPassword, displayName: 'A Shopper' }
    const signUp = async () => {
      const laptop = device()
      await laptop.openSession()
      const answer = await laptop.request('/api/accounts', { method: 'POST', json: account })
      return ((await answer.json()) as { accountId?: string }).accountId ?? 'refused'
    }

    const accountIds = new Set(await Promise.all([signUp(), signUp(), signUp()]))

    // Whoever knows the password may be refused or let in; there is one account in any case.
    accountIds.delete('refused')
    expect(accountIds.size).toBe(1)
  },

  'gives a session a new id at login, and the old one is worth nothing': async (shop) => {
    const { laptop, email } = await openShopper(shop)
    const old = shop.device()
    for (const [name, value] of laptop.cookies) old.cookies.set(name, value)

    expect((await laptop.logIn(email)).status).toBe(200)

    expect((await laptop.request('/api/profile')).status).toBe(200)
    expect((await old.request('/api/profile')).status).toBe(401)
  },

  'ends a session at logout, for who kept its cookie as well': async (shop) => {
    const { laptop } = await openShopper(shop)
    const kept = shop.device()
    for (const [name, value] of laptop.cookies) kept.cookies.set(name, value)
    expect((await kept.request('/api/profile')).status).toBe(200)

    expect((await laptop.logOut()).status).toBe(204)

    expect((await laptop.request('/api/profile')).status).toBe(401)
    expect((await kept.request('/api/profile')).status).toBe(401)
  },

  'lets an account be guessed at ten times, from however many devices': async (shop) => {
    const json = { email: freshEmail(), password: 'wrong horse 1' }
    const devices = [shop.device(), shop.device(), shop.device()]
    const statuses: number[] = []

    for (let guess = 0; guess < 11; guess++) {
      const device = devices[guess % devices.length] ?? shop.device()
      if (guess < devices.length) await device.openSession()
      statuses.push((await device.request('/api/session', { method: 'POST', json })).status)
    }

    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses[10]).toBe(429)
  },

  'keeps a profile as it was changed': async (shop) => {
    const { laptop, email } = await openShopper(shop)
    await laptop.request('/api/profile', { method: 'PATCH', json: { displayName: 'Ada' } })
    const phone = shop.device()

    await phone.logIn(email)

    expect(await phone.json('/api/profile')).toMatchObject({ displayName: 'Ada', email })
  },

  'shows a picture that was uploaded': async (shop) => {
    const { laptop, email } = await openShopper(shop)
    const upload = { method: 'PUT', body: picture, type: 'image/png' }
    expect((await laptop.request('/api/profile/picture', upload)).status).toBe(204)
    const phone = shop.device()

    await phone.logIn(email)
    const shown = await phone.request('/api/profile/picture')

    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp'])
  },

  'takes the token of an app until it is revoked': async (shop) => {
    const { email } = await openShopper(shop)
    const app = shop.device()
    const post = (path: string, json: object) => app.request(path, { method: 'POST', json })
    const given = await post('/api/tokens', { email, password: goodPassword })
    expect(given.status).toBe(200)
    const { accessToken, refreshToken } = (await given.json()) as Record<string, string>

    const profile = await app.request('/api/profile', { headers: { authorization: `Bearer ${accessToken}` } })
    const refreshed = await post('/api/tokens/refresh', { refreshToken })
    await post('/api/tokens/revocation', { refreshToken })
    const afterwards = await post('/api/tokens/refresh', { refreshToken })

    expect([profile.status, refreshed.status, afterwards.status]).toEqual([200, 200, 401])
  },
}
