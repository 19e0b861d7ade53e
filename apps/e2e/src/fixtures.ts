import { expect } from '@playwright/test'
import type { LocalCloud } from '@unsticky/local-cloud'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { test as withBrowser } from './browser-fixtures.ts'
import { type Device, type DeviceName, isFailedRequest } from './devices.ts'
import { attachEvidence } from './evidence.ts'
import { type ShopUnderTest, startShop } from './shop-under-test.ts'
import { openTwoDevices } from './two-devices.ts'

/** The project's own device, where things are done, and the other one, where they are seen. */
export interface TwoDevices {
  readonly here: Device
  readonly there: Device
}

interface VisitOptions {
  /** The test breaks something: the console may complain of failed requests, and of nothing else. */
  readonly expectsFailedRequests?: boolean
}

interface TestFixtures {
  readonly own: DeviceName
  /** Opens a shop on both devices. Where a device keeps its instance, the two get different ones. */
  readonly visit: (shop: ShopUnderTest, options?: VisitOptions) => Promise<TwoDevices>
}

interface WorkerFixtures {
  readonly cloud: LocalCloud
  readonly before: ShopUnderTest
  readonly after: ShopUnderTest
}

/** Fleets and stores are started once and used by all tests; what a test broke is made whole after it. */
export const test = withBrowser.extend<TestFixtures, WorkerFixtures>({
  own: ['laptop', { option: true }],
  cloud: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      await using cloud = await startSeededCloud()
      await use(cloud)
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  before: [
    async ({ group }, use) => {
      const shop = await startShop('stateful', { group })
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  after: [
    async ({ group, cloud }, use) => {
      const shop = await startShop('stateless', { group, cloudEnv: cloud.env })
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  visit: async ({ browser, own }, use, testInfo) => {
    const visits: (TwoDevices & VisitOptions & { readonly shop: ShopUnderTest })[] = []
    await use(async (shop, options = {}) => {
      await shop.whole()
      const devices = await openTwoDevices(browser, shop, { own })
      visits.push({ ...devices, ...options, shop })
      return devices
    })
    const hasFailed = testInfo.status !== testInfo.expectedStatus
    for (const { shop, here, there, expectsFailedRequests } of visits) {
      if (hasFailed) await attachEvidence(testInfo, shop)
      await Promise.all([here, there].map(({ context }) => context.close()))
      shop.heal() // while the next test uses the other shop
      const complaints = [...here.complaints, ...there.complaints]
      const unexpected = complaints.filter((text) => !(expectsFailedRequests && isFailedRequest(text)))
      if (!hasFailed) expect(unexpected, 'what the console complained of').toEqual([])
    }
  },
})

export { expect }
