/** The stateless shop as two processes over each session store, on the real servers. */
import { rename } from 'node:fs/promises'
import { createFetchBrowser } from '@unsticky/http/testing'
import type { LocalCloud } from '@unsticky/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCloud, startShops } from './testing/start-shops.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
})
afterAll(() => cloud.stop())

type Browser = ReturnType<typeof createFetchBrowser>
type Shops = Awaited<ReturnType<typeof startShops>>

/** The same browser profile, asking these instances: a second tab, or the same one after a restart. */
function copyOf(browser: Browser, { urls }: Shops) {
  const copy = createFetchBrowser(...urls)
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}

const profileStatuses = async (browser: Browser, { urls }: Shops) => {
  const statuses: number[] = []
  for (const _instance of urls) statuses.push((await browser.request('/api/profile')).status)
  return statuses
}

const stores = [
  ['elasticache', 'Valkey (sessions)'],
  ['memorydb', 'Valkey (sessions, append-only file)'],
  ['dynamodb', 'DynamoDB'],
  ['efs', 'shared folder (EFS)'],
] as const
const plugins = ['fastify-session', 'lean'] as const

describe.each(stores.flatMap(([store, place]) => plugins.map((plugin) => [store, plugin, place] as const)))(
  'two instances with sessions in %s, by %s',
  (SHOP_SESSION_STORE, SESSION_PLUGIN, livesIn) => {
    it('share logins with those that come after them, and keep a logout final among requests in flight', async () => {
      const settings = { SHOP_SESSION_STORE, SESSION_PLUGIN }
      await using first = await startShops(cloud, settings)
      const laptop = createFetchBrowser(...first.urls)
      await laptop.signUp()
      const { state } = await laptop.json<{ state: { state: string; livesIn: string }[] }>('/api/state')
      expect(state).toContainEqual({ state: 'session', kind: 'shared', livesIn })
      expect(await profileStatuses(laptop, first)).toEqual([200, 200])

      await first[Symbol.asyncDispose]() // SIGKILL
      await using second = await startShops(cloud, settings)
      const [again, tab, stolen] = [1, 2, 3].map(() => copyOf(laptop, second)) as [Browser, Browser, Browser]
      expect(await profileStatuses(again, second)).toEqual([200, 200])
      await again.openSession()

      const [loggedOut] = await Promise.all([
        again.logOut(),
        ...Array.from({ length: 10 }, () => tab.request('/api/profile')),
      ])
      expect(loggedOut.status).toBeLessThan(300)
      expect(await profileStatuses(stolen, second)).toEqual([401, 401])
      expect(await second.stop()).toEqual([0, 0])
    })
  },
)

it('keeps logins in memorydb when its server is killed', async () => {
  await using shops = await startShops(cloud, { SHOP_SESSION_STORE: 'memorydb' })
  const laptop = createFetchBrowser(...shops.urls)
  await laptop.signUp()

  await cloud.valkeyCarts.kill()
  await cloud.valkeyCarts.restart()

  await expect
    .poll(async () => (await laptop.request('/api/profile')).status, { timeout: 30_000 })
    .not.toBe(503)
  expect(await profileStatuses(laptop, shops)).toEqual([200, 200])
})

it('answers 503 while the folder on efs is not mounted, and goes on when it is', async () => {
  await using shops = await startShops(cloud, { SHOP_SESSION_STORE: 'efs' })
  const laptop = createFetchBrowser(...shops.urls)
  await laptop.signUp()
  const { sessionsFolder } = cloud

  await rename(sessionsFolder, `${sessionsFolder}-gone`)
  const whileGone = await profileStatuses(laptop, shops)
  const catalogue = await laptop.request('/api/products')
  await rename(`${sessionsFolder}-gone`, sessionsFolder)

  expect([whileGone, catalogue.status]).toEqual([[503, 503], 200])
  expect(await profileStatuses(laptop, shops)).toEqual([200, 200])
})
