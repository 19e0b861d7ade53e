import type { Shops } from '../open-shops.ts'
import type { Shop } from '../shop.ts'
import { currentMeter } from './meter.ts'

const faultsOfFleet = ['kill', 'freeze', 'drain', 'restart', 'rollingRestart', 'launch', 'deregister']
const faultsOfStore = ['kill', 'freeze', 'restart']

/** The same shop, and whoever does something to its instances is written down. */
export const countedShop = (shop: Shop): Shop => ({
  ...shop,
  fleet: counted(shop.fleet, { names: faultsOfFleet, what: 'instance' }),
})

/** The same for the stores and the links to them. */
export function countedShops(shops: Shops): Shops {
  const cloud = new Proxy(shops.cloud, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (name === 'valkeySessions') return counted(value, { names: faultsOfStore, what: 'session store' })
      if (name === 'valkeyCarts') return counted(value, { names: faultsOfStore, what: 'cart store' })
      return value
    },
  })
  const secretsLink = counted(shops.secretsLink, { names: ['cut'], what: 'link to secrets' })
  return { ...shops, cloud, secretsLink }
}

function counted<T extends object>(
  target: T,
  { names, what }: { names: readonly string[]; what: string },
): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name)
      if (typeof name !== 'string' || !names.includes(name)) return value
      const operate = value as (...args: readonly unknown[]) => unknown
      return (...args: readonly unknown[]) => {
        currentMeter()?.fault(`${what}: ${name}`)
        return operate(...args)
      }
    },
  })
}
