import { createSecretsClient, rotateCookieKeys } from '@unsticky/secrets-manager'
import { expect } from 'vitest'
import { cookieName } from '../cookie-name.ts'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import { times, unitsIn } from '../shoppers.ts'

export const rotatedCookieKeys: Experiment = {
  async after(shop, { cloud }) {
    const devices = await times(6, async (index) => {
      const device = shop.device()
      await (index % 2 ? device.signUp() : device.openSession())
      await device.addToCart('copper-kettle')
      return device
    })
    const signed = () =>
      devices.map((device) =>
        (['session', 'shopper'] as const).map((what) => device.cookies.get(cookieName(device, what))).join(),
      )
    const old = signed()
    const client = createSecretsClient()

    await rotateCookieKeys({ client, secretId: cloud.outputs.CookieKeysSecret })
    client.destroy()

    // Asked all the while, until everybody has got a cookie signed with the new key.
    const signedIn = new Set<number>()
    const countRenewed = async () => {
      const sessions = await Promise.all(devices.map((device) => device.openSession()))
      signedIn.add(sessions.filter((session) => session.signedIn).length)
      return signed().filter((cookie, index) => cookie !== old[index]).length
    }
    await eventually(countRenewed, devices.length, { timeoutMs: 40_000, everyMs: 100 })
    expect([...signedIn]).toEqual([3])
    expect(await Promise.all(devices.map(unitsIn))).toEqual(devices.map(() => 1))
  },
}
