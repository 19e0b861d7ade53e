import type { Browser } from '@playwright/test'
import { type Device, type DeviceName, openDevice, servedBy } from './devices.ts'
import type { TwoDevices } from './fixtures.ts'
import type { ShopUnderTest } from './shop-under-test.ts'

/** Opens the shop on a laptop and on a phone. */
export async function openTwoDevices(
  browser: Browser,
  shop: ShopUnderTest,
  { own }: { readonly own: DeviceName },
): Promise<TwoDevices> {
  const other = own === 'laptop' ? 'phone' : 'laptop'
  const here = await openAt(browser, shop, own)
  const there = await openElsewhere(browser, shop, { name: other, than: await servedBy(here) })
  return { here, there }
}

async function openAt(browser: Browser, { url }: ShopUnderTest, name: DeviceName) {
  const device = await openDevice(browser, name, { baseURL: url })
  await device.page.goto('/')
  return device
}

/** Another instance by another visit: the balancer gives newcomers the next one, in turn. */
async function openElsewhere(
  browser: Browser,
  shop: ShopUnderTest,
  { name, than }: { readonly name: DeviceName; readonly than: string },
): Promise<Device> {
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const device = await openAt(browser, shop, name)
    if ((await servedBy(device)) !== than) return device
    await device.context.close()
  }
  throw new Error(`Six visits in a row were served by ${than}: is it the only instance?`)
}
