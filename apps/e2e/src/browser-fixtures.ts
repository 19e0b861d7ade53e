import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { browserArguments, findBrowser, isWithoutBrowser } from '@unsticky/local-cloud/browser'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'

interface WorkerFixtures {
  /** Ends with the worker, and everything that was started in it. */
  readonly group: ProcessGroup
}

/** The browser of this machine, and a place for the processes that a worker starts. */
export const test = base.extend<{ readonly withoutBrowser: undefined }, WorkerFixtures>({
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
})
