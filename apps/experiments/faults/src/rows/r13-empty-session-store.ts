import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import { unitsIn } from '../shoppers.ts'

export const emptySessionStore: Experiment = {
  async after(shop, { cloud }) {
    const device = shop.device()
    const email = await device.signUp()
    await device.addToCart('copper-kettle', 3)

    await cloud.valkeySessions.kill()
    await cloud.valkeySessions.restart({ empty: true })

    await eventually(async () => (await device.request('/api/profile')).status, 401)
    expect((await device.logIn(email)).status).toBe(200)
    expect(await unitsIn(device)).toBe(3)
  },
}
