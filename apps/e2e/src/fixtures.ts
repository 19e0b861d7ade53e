import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { startSeededCloud } from '@unsticky/demo/backing-services'
import type { LocalCloud } from '@unsticky/local-cloud'
import { browserArguments, findBrowser, isWithoutBrowser } from '@unsticky/local-cloud/browser'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
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
  readonly withoutBrowser: undefined
}

interface WorkerFixtures {
  readonly group: ProcessGroup
  readonly cloud: LocalCloud
  readonly before: ShopUnderTest
  readonly after: ShopUnderTest
}

/** Fleets and stores are started once and used by all tests; what a test broke is made whole after it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  own: ['laptop', { option: true }],
  launchOptions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const browser = await findBrowser()
      await use({ executablePath: browser?.path, args: [...browserArguments] })
    },
    { scope: 'worker' },
  ],
  withoutBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use, testInfo) => {
      testInfo.skip(isWithoutBrowser(), 'UNSTICKY_NO_BROWSER=1')
      await use(undefined)
    },
    { auto: true },
  ],
  group: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const directory = mkdtempSync(join(tmpdir(), 'unsticky-e2e-'))
      await using group = createProcessGroup({ directory, temporary: true })
      await use(group)
    },
    { scope: 'worker' },
  ],
  cloud: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
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
      const devices = await openTwoDevices(browser, shop, { own })
      visits.push({ ...devices, ...options, shop })
      return devices
    })
    const hasFailed = testInfo.status !== testInfo.expectedStatus
    for (const { shop, here, there, expectsFailedRequests } of visits) {
      if (hasFailed) await attachEvidence(testInfo, shop)
      await Promise.all([here, there].map(({ context }) => context.close()))
      await shop.heal()
      const complaints = [...here.complaints, ...there.complaints]
      const unexpected = complaints.filter((text) => !(expectsFailedRequests && isFailedRequest(text)))
      if (!hasFailed) expect(unexpected, 'what the console complained of').toEqual([])
    }
  },
})

export { expect }
