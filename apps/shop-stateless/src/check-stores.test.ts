import { connect } from 'node:net'
import type { LocalCloud } from '@unsticky/local-cloud'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCloud, startShops } from './testing/start-shops.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
})
afterAll(() => cloud.stop())

/** As an operator would by `valkey-cli`. */
const configure = (...words: string[]) =>
  new Promise<void>((resolve, reject) => {
    const { port, password } = cloud.valkeyCarts
    const socket = connect({ host: '127.0.0.1', port }, () =>
      socket.end(`AUTH ${password}\r\nCONFIG SET ${words.join(' ')}\r\nQUIT\r\n`),
    )
    socket
      .resume()
      .once('close', () => resolve())
      .once('error', reject)
  })

it('a shop does not start on a Valkey that throws carts away when it is full, unless told to', async () => {
  await configure('maxmemory-policy', 'volatile-lru')

  await expect(startShops(cloud)).rejects.toThrow(/Valkey of the carts.*volatile-lru/s)
  await using shops = await startShops(cloud, { SHOP_CARTS_MAY_BE_EVICTED: 'true' })

  expect(shops.urls).toHaveLength(2)
  await configure('maxmemory-policy', 'noeviction')
})
