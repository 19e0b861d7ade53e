import { describe, expect, it } from 'vitest'
import { send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

describe.each(['resilient', 'alb-like'] as const)('health checks (%s)', (failureHandling) => {
  it('take out an instance that is not ready, and fail open when none is', async () => {
    await using fleet = await startTestFleet({ failureHandling, instances: 2 })
    const healthy = async () =>
      (await fleet.stats()).targets.filter(({ healthy }) => healthy).map(({ id }) => id)
    const unready = (await send(fleet.url, '/unready')).instanceId
    const other = fleet.instances().find(({ id }) => id !== unready)?.id
    await expect.poll(healthy, { timeout: 30_000 }).toEqual([other])

    const withOne = await Promise.all(Array.from({ length: 6 }, () => send(fleet.url, '/work')))
    await send(fleet.url, '/unready')
    await expect.poll(healthy, { timeout: 30_000 }).toEqual([])
    const withNone = await Promise.all(Array.from({ length: 6 }, () => send(fleet.url, '/work')))

    expect(new Set(withOne.map(({ instanceId }) => instanceId))).toEqual(new Set([other]))
    expect(new Set(withNone.map(({ instanceId }) => instanceId))).toEqual(new Set([unready, other]))
  })

  it('having found nobody, the answer is a problem that says when to come back', async () => {
    await using fleet = await startTestFleet({ failureHandling, instances: 0 })

    const answer = await send(fleet.url, '/work')

    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1'])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(answer.body)).toMatchObject({
      type: 'about:blank',
      title: 'Service Unavailable',
      code: 'SHOP_UNAVAILABLE',
      status: 503,
    })
  })
})
