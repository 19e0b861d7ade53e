import { expect } from 'vitest'
import { followCart } from '../cart-stream.ts'
import type { Experiment } from '../experiment.ts'
import { type Device, stick } from '../shop.ts'

export const liveUpdate: Experiment = {
  async before(shop) {
    const [home, other] = shop.instances()
    const laptop = shop.device(home)
    await laptop.openSession()
    const phone = shop.copyOf(laptop)
    stick(phone, other as NonNullable<typeof other>)
    await phone.openSession()
    const stream = await followCart(phone)
    expect((await stream.next()).units).toBe(0)

    expect((await laptop.addToCart('copper-kettle')).status).toBe(200)
    expect((await phone.addToCart('copper-kettle', 5)).status).toBe(200)

    // Not 1 or 6: the first that it hears of is what it did itself.
    expect((await stream.next()).units).toBe(5)
    stream.close()
  },

  async after(shop) {
    const laptop = shop.device()
    const phone = shop.device()
    await phone.logIn(await laptop.signUp())
    const stream = await followCart(phone)
    expect((await stream.next()).units).toBe(0)

    const instances = await addThrice(laptop)

    expect(instances.filter((id) => id !== stream.instanceId)).not.toEqual([])
    for (const units of [1, 2, 3]) expect((await stream.next()).units).toBe(units)
    stream.close()
  },
}

/** Resolves to the instances that did it. */
async function addThrice(device: Device) {
  const instances: (string | null)[] = []
  for (let times = 0; times < 3; times += 1)
    instances.push((await device.addToCart('copper-kettle')).headers.get('x-instance-id'))
  return instances
}
