/** What an administrator does in the user pool, behind the shop's back, ends every way into an account. */

import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import { createFetchBrowser, goodPassword } from '@unsticky/http/testing'
import type { LocalCloud } from '@unsticky/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCloud, startShops } from './testing/start-shops.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

const endings = {
  'signed out everywhere': AdminUserGlobalSignOutCommand,
  disabled: AdminDisableUserCommand,
  deleted: AdminDeleteUserCommand,
} as const

describe.each(['elasticache', 'dynamodb', 'efs'] as const)('R35 S16 with sessions in %s', (store) => {
  let shops: Awaited<ReturnType<typeof startShops>>
  beforeAll(async () => {
    shops = await startShops(cloud, { SHOP_SESSION_STORE: store, ACCOUNT_CHECK_SECONDS: '1' })
  })
  afterAll(() => shops[Symbol.asyncDispose]())

  it.each(Object.entries(endings))(
    'an account that is %s is out, by session and by token',
    async (_, Command) => {
      const laptop = createFetchBrowser(...shops.urls)
      const email = await laptop.signUp()
      const tokens = await laptop.request('/api/tokens', {
        method: 'POST',
        json: { email, password: goodPassword },
      })
      const { accessToken, refreshToken } = (await tokens.json()) as {
        accessToken: string
        refreshToken: string
      }
      const everywhere = async () => {
        const statuses = []
        for (const url of shops.urls) {
          statuses.push((await laptop.request('/api/profile')).status)
          const headers = { authorization: `Bearer ${accessToken}` }
          statuses.push((await fetch(`${url}/api/profile`, { headers })).status)
        }
        return statuses
      }
      expect(await everywhere()).toEqual([200, 200, 200, 200])
      const cognito = new CognitoIdentityProviderClient({})

      await cognito.send(new Command({ UserPoolId: cloud.env.SHOP_USER_POOL_ID, Username: email }))
      cognito.destroy()

      await expect.poll(everywhere, { timeout: 20_000, interval: 300 }).toEqual([401, 401, 401, 401])
      const again = { method: 'POST', json: { refreshToken } }
      expect((await laptop.request('/api/tokens/refresh', again)).status).toBe(401)
    },
  )

  it('S13 a changed password ends the other logins at once, on every instance', async () => {
    const [laptop, phone] = [createFetchBrowser(...shops.urls), createFetchBrowser(...shops.urls)]
    const email = await laptop.signUp()
    await phone.logIn(email)
    const json = { password: goodPassword, newPassword: 'another horse 2' }

    const answer = await laptop.request('/api/profile/password', { method: 'PUT', json })

    expect(answer.status).toBe(204)
    for (const _instance of shops.urls) {
      expect((await phone.request('/api/profile')).status).toBe(401)
      expect((await laptop.request('/api/profile')).status).toBe(200)
    }
  })
})
