import type { CartEvent, CartEvents } from '@unsticky/cart'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshId } from '../random-ids.ts'
import { createSuite } from '../suite.ts'

export type CartEventsHarness = Harness<CartEvents>

/** Everything that `cart-events.port.ts` promises. */
export function describeCartEvents(name: string, harness: CartEventsHarness): void {
  describe(`CartEvents contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('reaches every device of the shopper, in order', async ({ store }) => {
      const shopper = freshId('account')
      const [phone, laptop] = [await listen(store, shopper), await listen(store, shopper)]

      await store.publish(shopper, { revision: 1, units: 3 })
      await store.publish(shopper, { revision: 2, units: 4 })

      const expected = [
        { revision: 1, units: 3 },
        { revision: 2, units: 4 },
      ]
      expect(await phone.received(2)).toEqual(expected)
      expect(await laptop.received(2)).toEqual(expected)
    })

    promises("keeps another shopper's devices out", async ({ store }) => {
      const [anna, ben] = [freshId('account'), freshId('account')]
      const annas = await listen(store, anna)

      await store.publish(ben, { revision: 7, units: 7 })
      await store.publish(anna, { revision: 1, units: 1 })

      expect(await annas.received(1)).toEqual([{ revision: 1, units: 1 }])
    })

    promises('ends a subscription without ending the others', async ({ store }) => {
      const shopper = freshId('account')
      const [phone, laptop] = [await listen(store, shopper), await listen(store, shopper)]

      await phone.stop()
      await store.publish(shopper, { revision: 1, units: 1 })

      expect(await laptop.received(1)).toHaveLength(1)
      expect(phone.events).toEqual([])
    })

    promises('hears again after the last subscription ended and a new one began', async ({ store }) => {
      const shopper = freshId('account')
      await (await listen(store, shopper)).stop()

      const again = await listen(store, shopper)
      await store.publish(shopper, { revision: 1, units: 1 })

      expect(await again.received(1)).toHaveLength(1)
    })

    promises('is published without anybody listening', async ({ store }) => {
      await store.publish(freshId('account'), { revision: 1, units: 1 })
    })

    needs('sharing', 'reaches a device on a second instance', async ({ store, reopen }) => {
      const shopper = freshId('account')
      const device = await listen(await reopen(), shopper)

      await store.publish(shopper, { revision: 1, units: 2 })

      expect(await device.received(1)).toEqual([{ revision: 1, units: 2 }])
    })
  })
}

/** A device that waits for events; `received` resolves when so many have come. */
async function listen(store: CartEvents, shopperId: string) {
  const events: CartEvent[] = []
  let check = () => {}
  const stop = await store.subscribe(shopperId, (event) => {
    events.push(event)
    check()
  })
  const received = (count: number) =>
    new Promise<readonly CartEvent[]>((resolve) => {
      check = () => {
        if (events.length >= count) resolve(events)
      }
      check()
    })
  return { events, stop, received }
}
