import { UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { createCatalogCache } from './cached-catalog.ts'
import type { Product } from './product.ts'

const kettle: Product = {
  id: 'kettle',
  name: 'Kettle',
  description: '',
  category: 'Kitchen',
  priceCents: 2990,
  status: 'active',
}

describe('createCatalogCache', () => {
  it('asks the store once while it trusts its copy, and not at all for the products', async () => {
    const { cache, store } = open()

    const first = await cache.current()
    const second = await cache.current()

    expect(first.get('kettle')).toEqual(kettle)
    expect(second).toBe(first)
    expect(store.asked).toEqual({ version: 1, list: 1 })
  })

  it('asks for the version after that, and for the products when it has changed', async () => {
    const { cache, store, clock } = open()
    await cache.current()

    clock.time += 2_001
    await cache.current()
    expect(store.asked).toEqual({ version: 2, list: 1 })
    store.version = '2'
    store.products = [{ ...kettle, priceCents: 3490 }]
    clock.time += 2_001

    expect((await cache.current()).get('kettle')?.priceCents).toBe(3490)
    expect(store.asked).toEqual({ version: 3, list: 2 })
  })

  it('asks again before its copy is too old, and keeps nobody waiting for it', async () => {
    const { cache, store, clock } = open()
    const copy = await cache.current()
    store.isFrozen = true
    clock.time += 1_600

    const begun = performance.now()
    for (let look = 0; look < 20; look += 1) expect(await cache.current()).toBe(copy)

    expect(performance.now() - begun).toBeLessThan(200)
    expect(store.asked.version).toBe(2)
  })

  it('loads once for a hundred who come together', async () => {
    const { cache, store } = open()

    await Promise.all(Array.from({ length: 100 }, () => cache.current()))

    expect(store.asked).toEqual({ version: 1, list: 1 })
  })

  it('serves its last copy while the store does not answer, without asking all the time', async () => {
    const { cache, store, clock } = open()
    const copy = await cache.current()
    store.isDown = true
    clock.time += 60_000

    expect(await cache.current()).toBe(copy)
    expect(await cache.current()).toBe(copy)
    expect(store.asked.version).toBe(2)
  })

  it('waits a moment for a store that is frozen, once for all, and serves its last copy', async () => {
    const { cache, store, clock } = open()
    const copy = await cache.current()
    store.isFrozen = true
    clock.time += 2_001

    const begun = performance.now()
    expect(await Promise.all([cache.current(), cache.current()])).toEqual([copy, copy])
    for (let look = 0; look < 20; look += 1) await cache.current()

    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(store.asked.version).toBe(2)
  })

  it('serves the old copy whole when the store goes while it loads', async () => {
    const { cache, store, clock } = open()
    const copy = await cache.current()
    store.version = '2'
    store.isListDown = true
    clock.time += 2_001

    expect(await cache.current()).toBe(copy)
    store.isListDown = false
    clock.time += 2_001
    expect((await cache.current()).version).toBe('2')
  })

  it('has nothing to serve before the first answer, and tries again at the next call', async () => {
    const { cache, store } = open()
    store.isDown = true
    await expect(cache.current()).rejects.toThrow(UnavailableError)

    store.isDown = false

    expect((await cache.current()).products).toEqual([kettle])
  })

  it('does not know an unknown product', async () => {
    expect((await open().cache.current()).get('__proto__')).toBeUndefined()
  })
})

/** A cache over a store in this test's hands. */
function open() {
  const clock = { time: 1_000 }
  const store = {
    version: '1',
    products: [kettle],
    isDown: false,
    isListDown: false,
    isFrozen: false,
    asked: { version: 0, list: 0 },
  }
  const unused = async () => {
    throw new Error('The cache does not need this')
  }
  const port = {
    livesIn: { kind: 'shared', name: 'this test' },
    async version() {
      store.asked.version += 1
      if (store.isDown) throw new UnavailableError('catalogue')
      if (store.isFrozen) await new Promise(() => {})
      return store.version
    },
    async list() {
      store.asked.list += 1
      if (store.isDown || store.isListDown) throw new UnavailableError('catalogue')
      return store.products
    },
    get: unused,
    stock: unused,
    put: unused,
    close: unused,
  } as const
  return { clock, store, cache: createCatalogCache(port, { now: () => clock.time }) }
}
