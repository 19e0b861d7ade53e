import { expect, it } from 'vitest'
import { failures, startLoad } from './testing/load.ts'
import { startTestFleet, testProgram } from './testing/start-test-fleet.ts'

it('moves all requests to another program and back without an error', async () => {
  await using fleet = await startTestFleet({ instances: 1, env: { DRAIN_WAIT_MS: '100' } })
  const [blue] = fleet.instances()
  const shoppers = startLoad(fleet.url, { method: 'POST' })
  await shoppers.answered(50)

  const [green] = await fleet.launch({ entry: testProgram, env: { DRAIN_WAIT_MS: '100' } }, 1)
  await fleet.deregister(blue?.id as string)
  // Those under way, and some that a busy balancer may still send: its worker can hear of a change after its admin page.
  const lateAnswers = 60
  const atGreen = shoppers.results.length + lateAnswers
  await shoppers.answered(150)
  const greenAlone = shoppers.results.slice(atGreen)
  await fleet.register(blue?.id as string)
  await fleet.drain(green?.id as string)
  const atBlue = shoppers.results.length + lateAnswers
  await shoppers.answered(150)

  const results = await shoppers.stop()
  expect(failures(results)).toEqual([])
  expect(new Set(greenAlone.map(({ instanceId }) => instanceId))).toEqual(new Set([green?.id]))
  expect(new Set(results.slice(atBlue).map(({ instanceId }) => instanceId))).toEqual(new Set([blue?.id]))
})
