import type { InstanceInfo } from '@unsticky/fleet'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { nextShop } from '../levers.ts'
import type { Shops } from '../open-shops.ts'
import type { Device, Shop } from '../shop.ts'
import { everywhere, isSignedIn, openShoppers, unitsIn } from '../shoppers.ts'

const shoppers = 3

export const mixedSessionSchemas: Experiment = {
  async before(shop, shops) {
    const devices = await openShoppers(shop)
    const old = shop.instances()
    const [next] = await shop.fleet.launch(shops.programOf('stateful', { entry: nextShop }), 1)

    await Promise.all(old.map(({ id }) => shop.fleet.drain(id)))

    expect(await Promise.all(devices.map(unitsIn))).toEqual([0, 0, 0])
    expect(await Promise.all(devices.map(isSignedIn))).toEqual([false, false, false])
    await shop.fleet.scale(4)
    await shop.fleet.drain(next?.id as string)
  },

  async after(shop, shops) {
    const old = shop.instances()
    const ofOld = await openShoppers(shop)
    const ofNext = await visitNextVersion(shop, { shops, schema: 'both', old })
    const ofCareless = await visitNextVersion(shop, { shops, schema: 'new', old })

    // The deployment was rolled back: only instances of the old version are left.
    expect(await statusesOf(shop, [...ofOld, ...ofNext])).toEqual(Array(2 * shoppers * 3).fill(200))
    expect(await Promise.all([...ofOld, ...ofNext].map(unitsIn))).toEqual(Array(2 * shoppers).fill(1))
    expect(await statusesOf(shop, ofCareless)).toEqual(Array(shoppers * 3).fill(401))
  },
}

interface NextVersion {
  readonly shops: Shops
  readonly schema: 'both' | 'new'
  readonly old: readonly InstanceInfo[]
}

/** Mixed, then the next version alone, then mixed again, then gone. Resolves to who logged in at the next version. */
async function visitNextVersion(shop: Shop, { shops, schema, old }: NextVersion) {
  const known = await openShoppers(shop)
  const settings = { SESSION_SCHEMA: schema }
  const program = shops.programOf('stateless', { entry: nextShop, settings })
  const [next] = await shop.fleet.launch(program, 1)
  expect(await statusesOf(shop, known)).toEqual(Array(shoppers * 4).fill(200))

  for (const { id } of old) await shop.fleet.deregister(id)
  const fresh = await openShoppers(shop)
  expect(await Promise.all([...known, ...fresh].map(unitsIn))).toEqual(Array(2 * shoppers).fill(1))

  await Promise.all(old.map(({ id }) => shop.fleet.register(id)))
  await shop.fleet.drain(next?.id as string)
  return fresh
}

/** What every instance answers to every device that asks for its profile. */
async function statusesOf(shop: Shop, devices: readonly Device[]) {
  const answers = await Promise.all(devices.map(askEverywhere))
  return answers.flat().map(({ status }) => status)

  function askEverywhere(device: Device) {
    const cookies = new Map(device.cookies)
    return everywhere(shop, () => {
      for (const [name, value] of cookies) device.cookies.set(name, value) // the shop clears a cookie it does not know
      return device.request('/api/profile')
    })
  }
}
