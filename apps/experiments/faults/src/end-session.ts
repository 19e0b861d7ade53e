import { expect } from 'vitest'
import { eventually } from './eventually.ts'
import type { Device, Shop } from './shop.ts'

interface Ending {
  readonly device: Device
  /** Ends the session of the device, whose account has this e-mail address. */
  readonly end: (device: Device, email: string) => Promise<void>
}

/** Ends a session while a slow payment of it is under way. Resolves to what asks with the old cookie. */
export async function endSessionDuringPayment(shop: Shop, { device, end }: Ending) {
  const email = await device.signUp()
  await device.addToCart('copper-kettle')
  const cookies = new Map(device.cookies)
  const secondTab = shop.copyOf(device)
  await secondTab.openSession()
  const before = shop.countRequests('POST', '/api/orders')
  const payment = secondTab.checkOut('slow')
  await eventually(() => shop.countRequests('POST', '/api/orders'), before + 1)

  await end(device, email)

  expect((await payment).status).toBe(201)
  return () => {
    for (const [name, value] of cookies) device.cookies.set(name, value)
    return device.request('/api/profile')
  }
}
