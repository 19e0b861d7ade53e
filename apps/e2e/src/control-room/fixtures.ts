import { expect, type TestInfo } from '@playwright/test'
import { test as withBrowser } from '../browser-fixtures.ts'
import { isFailedRequest, watchConsole } from '../devices.ts'
import { describeRoomPage, type RoomPage, resetByButton } from './room-page.ts'
import { type RunningRoom, startRoom } from './start-room.ts'

interface OpenOptions {
  readonly width?: number
  /** The test breaks something: the shops in the frames may have requests that fail, and the page is reset at the end. */
  readonly breaks?: boolean
}

interface TestFixtures {
  /** Opens the page as somebody who was never there. */
  readonly openRoom: (options?: OpenOptions) => Promise<RoomPage>
}

/** One control room for all tests, as `pnpm control-room` starts it. */
export const test = withBrowser.extend<TestFixtures, { readonly room: RunningRoom }>({
  room: [
    async ({ group }, use) => {
      const room = await startRoom({ group })
      await use(room)
      await room.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  openRoom: async ({ browser, room }, use, testInfo) => {
    const opened: { shown: RoomPage; complaints: string[]; breaks: boolean }[] = []
    await use(async ({ width = 1280, breaks = false } = {}) => {
      const context = await browser.newContext({ baseURL: room.origin, viewport: { width, height: 900 } })
      const page = await context.newPage()
      const shown = describeRoomPage(page)
      opened.push({ shown, complaints: watchConsole(page), breaks })
      await page.goto('/')
      await expect(page.locator('.instance')).not.toHaveCount(0)
      return shown
    })
    const hasFailed = testInfo.status !== testInfo.expectedStatus
    if (hasFailed) await attachRoom(testInfo, room)
    for (const { shown, complaints, breaks } of opened) {
      if (breaks) await resetByButton(shown)
      await shown.page.context().close()
      const unexpected = complaints.filter((text) => !(breaks && isFailedRequest(text)))
      if (!hasFailed) expect(unexpected, 'what the console complained of').toEqual([])
    }
  },
})

export { expect }

/** What was done to whom and when, and what the balancers and the shoppers counted. */
async function attachRoom(testInfo: TestInfo, room: RunningRoom) {
  const { events, ...counted } = await room.snapshot()
  const lines = events.map(
    ({ at, column = 'room', text }) => `${new Date(at).toISOString()} ${column}: ${text}`,
  )
  await testInfo.attach('kill-log.txt', { body: lines.join('\n'), contentType: 'text/plain' })
  await testInfo.attach('room.json', {
    body: JSON.stringify(counted, null, 2),
    contentType: 'application/json',
  })
}
