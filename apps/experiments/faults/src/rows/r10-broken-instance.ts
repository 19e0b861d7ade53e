import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import { pull } from '../levers.ts'
import type { Shop } from '../shop.ts'
import { times, unitsIn } from '../shoppers.ts'

/** What an instance may answer 500 in a row before the balancer takes it out. */
const patience = 5

export const brokenInstance: Experiment = {
  async before(_shop, shops) {
    expect(await breakOne(await shops.levered('stateful'))).toEqual({ errors: patience, units: [0, 1, 1] })
  },

  async after(_shop, shops) {
    expect(await breakOne(await shops.levered('stateless'))).toEqual({ errors: patience, units: [1, 1, 1] })
  },
}

/** One of three answers 500 wherever state is looked at, and says that it is ready. */
async function breakOne(shop: Shop) {
  const [victim] = shop.instances()
  const devices = await times(3, async (index) => {
    const device = shop.device(shop.instances()[index])
    await device.openSession()
    await device.addToCart('copper-kettle')
    return device
  })
  let errors = 0

  await pull('broken', victim ? [victim] : [])
  for (let round = 0; round < 3 * patience && errors < patience; round += 1) {
    const answers = await Promise.all(devices.map((device) => device.request('/api/cart')))
    errors += answers.filter(({ status }) => status === 500).length
  }
  await eventually(() => isEjected(shop, victim?.id), true, { timeoutMs: 2000, everyMs: 20 })
  const units = await Promise.all(devices.map(unitsIn))

  await pull('mended', victim ? [victim] : [])
  await eventually(() => isEjected(shop, victim?.id), false, { timeoutMs: 20_000 })
  return { errors, units }
}

const isEjected = async ({ fleet }: Shop, id: string | undefined) =>
  (await fleet.stats()).targets.some((target) => target.id === id && target.ejected)
