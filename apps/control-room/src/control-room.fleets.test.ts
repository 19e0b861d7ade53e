import { afterAll, beforeAll, describe } from 'vitest'
import { describeRoom } from './testing/describe-room.ts'
import { type OpenRoom, openRoom } from './testing/open-room.ts'

/** Its page is looked at by apps/e2e, in a browser. */
describe('the control room over real fleets', () => {
  let room: OpenRoom

  beforeAll(async () => {
    room = await openRoom()
  }, 180_000)

  afterAll(() => room?.close(), 60_000)

  describeRoom(() => room)
})
