import { isWithoutBrowser } from '@unsticky/local-cloud/browser'
import { afterAll, beforeAll, describe } from 'vitest'
import { describePage } from './testing/describe-page.ts'
import { describeRoom } from './testing/describe-room.ts'
import { type OpenRoom, openRoom } from './testing/open-room.ts'

describe('the control room over real fleets', () => {
  let room: OpenRoom

  beforeAll(async () => {
    room = await openRoom()
  }, 180_000)

  afterAll(() => room?.close(), 60_000)

  describeRoom(() => room)
  describe.skipIf(isWithoutBrowser())('in a browser', () => describePage(() => room))
})
