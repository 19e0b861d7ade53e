import { expect, it } from 'vitest'
import type { FailureHandling } from './settings.ts'
import { send } from './testing/send.ts'
import { startTestFleet, testProgram } from './testing/start-test-fleet.ts'

/** What an instance may answer 500 in a row before it is taken out. */
const patience = 5

it('an instance that answers 500 to everything and says it is ready is taken out', async () => {
  await using fleet = await startWithBroken('resilient')

  const statuses = await ask(fleet.url, 3 * patience)

  expect(statuses.filter((status) => status === 500)).toHaveLength(patience)
  await expect.poll(async () => (await fleet.stats()).targets.map(({ ejected }) => ejected)).toContain(true)
})

it('behind an ALB-like balancer it goes on costing its share', async () => {
  await using fleet = await startWithBroken('alb-like')

  const statuses = await ask(fleet.url, 9 * patience)

  expect(statuses.filter((status) => status === 500)).toHaveLength(3 * patience)
})

async function startWithBroken(failureHandling: FailureHandling) {
  const fleet = await startTestFleet({ failureHandling, instances: 2 })
  await fleet.launch({ entry: testProgram, env: { BROKEN: '1' } }, 1)
  return fleet
}

async function ask(url: string, times: number) {
  const statuses: number[] = []
  for (let i = 0; i < times; i++) statuses.push((await send(url, '/work?ms=1')).status)
  return statuses
}
