import { createSecretsClient, rotateCookieKeys } from '@unsticky/secrets-manager'
import { expect } from 'vitest'
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
    const signed = () => devices.map(({ cookies }) => cookies.get('session') ?? cookies.get('shopper'))
    const old = signed()
    const client = createSecretsClient()

    await rotateCookieKeys({ client, secretId: cloud.outputs.CookieKeysSecret })
    client.destroy()

    // Asked all the while, until everybody has got a cookie signed with the new key.
    await expect
      .poll(
        async () => {
          const sessions = await Promise.all(devices.map((device) => device.openSession()))
          expect(sessions.filter(({ signedIn }) => signedIn)).toHaveLength(3)
          return signed().filter((cookie, index) => cookie !== old[index]).length
        },
        { timeout: 40_000, interval: 100 },
      )
      .toBe(devices.length)
    expect(await Promise.all(devices.map(unitsIn))).toEqual(devices.map(() => 1))
  },
}
