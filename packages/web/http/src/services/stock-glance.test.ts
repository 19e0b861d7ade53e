import { UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { createStockGlance } from './stock-glance.ts'

/** A store that answers when it is told to, and remembers what it was asked. */
function open() {
  const units = new Map([
    ['kettle', 400],
    ['mug', 12],
  ])
  const store = {
    units,
    asked: [] as string[][],
    isDown: false,
    held: undefined as Promise<void> | undefined,
  }
  const clock = { time: 1_000_000 }
  const stock = async (ids: readonly string[]) => {
    store.asked.push([...ids])
    const found = new Map(ids.flatMap((id) => (units.has(id) ? [[id, units.get(id) as number]] : [])))
    await store.held
    if (store.isDown) throw new UnavailableError('catalogue')
    return found
  }
  return {
    store,
    clock,
    glance: createStockGlance({ catalog: { stock }, now: () => clock.time, patienceMs: 20 }),
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('units left, as a shopper sees them', () => {
  it('are read for the products that are looked at, all of one moment in one request', async () => {
    const { glance, store } = open()

    expect(await Promise.all([glance.of('kettle'), glance.of('mug'), glance.of('kettle')])).toEqual([
      400, 12, 400,
    ])

    expect(store.asked).toEqual([['kettle', 'mug']])
  })

  it('cost nothing while nobody looks, and one read for any number of looks at one moment', async () => {
    const { glance, store, clock } = open()
    await glance.of('kettle')

    for (let look = 0; look < 100; look += 1) glance.lastKnown(['kettle'])
    clock.time += 60 * 60_000
    await settled()

    expect(store.asked).toHaveLength(1)
  })

  it('stand in a cart at once, while they are read anew', async () => {
    const { glance, store, clock } = open()
    await glance.of('kettle')
    store.units.set('kettle', 399)
    clock.time += 1_600

    expect(glance.lastKnown(['kettle'])).toEqual(new Map([['kettle', 400]]))
    await settled()

    expect(glance.lastKnown(['kettle'])).toEqual(new Map([['kettle', 399]]))
    expect(store.asked).toHaveLength(2)
  })

  it('are left out of a cart when nobody knows them, and when the last copy is old', async () => {
    const { glance, store, clock } = open()
    expect(glance.lastKnown(['kettle']).size).toBe(0)
    await settled()
    store.isDown = true
    clock.time += 31_000

    expect(glance.lastKnown(['kettle']).size).toBe(0)
  })

  it('are new for who ordered, however young the copy', async () => {
    const { glance, store } = open()
    await glance.of('kettle')
    store.units.set('kettle', 398)

    glance.forget()

    expect(await glance.of('kettle')).toBe(398)
  })

  it('are read again after an order that came while they were read', async () => {
    const { glance, store } = open()
    const release = Promise.withResolvers<void>()
    store.held = release.promise
    const before = glance.of('kettle')
    await settled()
    store.units.set('kettle', 398)
    glance.forget()
    const after = glance.of('kettle')
    release.resolve()

    expect(await before).toBeTypeOf('number')
    expect(await after).toBe(398)
  })

  it('are the last copy on a page when the store takes its time, and an error when it does not answer', async () => {
    const { glance, store, clock } = open()
    await glance.of('kettle')
    clock.time += 3_000
    store.held = new Promise((resolve) => setTimeout(resolve, 300))
    expect(await glance.of('kettle')).toBe(400)

    await store.held
    store.isDown = true
    clock.time += 3_000
    await expect(glance.of('kettle')).rejects.toThrow(UnavailableError)
  })

  it('are not asked for again at every look while the store does not answer', async () => {
    const { glance, store } = open()
    store.isDown = true
    for (let look = 0; look < 20; look += 1) {
      glance.lastKnown(['kettle'])
      await settled()
    }

    expect(store.asked).toHaveLength(1)
  })
})
