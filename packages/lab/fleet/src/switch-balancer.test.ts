import { describe, expect, it } from 'vitest'
import { stickinessCookie } from './settings.ts'
import { send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

describe('switching the balancer', () => {
  it('changes the routing at the same address while the instances go on', async () => {
    await using fleet = await startTestFleet({ instances: 2 })
    const before = fleet.instances().map(({ pid }) => pid)
    const isSticky = async () => {
      const { status, headers } = await send(fleet.url, '/work')
      return [status, String(headers['set-cookie']).startsWith(stickinessCookie)]
    }
    expect(await isSticky()).toEqual([200, false])

    await fleet.switchBalancer({ routing: 'sticky', failureHandling: 'alb-like' })

    expect(await isSticky()).toEqual([200, true])
    const visited = await Promise.all(Array.from({ length: 8 }, () => send(fleet.url, '/work?ms=1')))
    expect(new Set(visited.map(({ instanceId }) => instanceId)).size).toBe(2)
    expect(fleet.instances().map(({ pid }) => pid)).toEqual(before)
  })

  it('keeps scaling and killing after it', async () => {
    await using fleet = await startTestFleet({ instances: 2 })
    await fleet.switchBalancer({ routing: 'sticky', failureHandling: 'resilient' })

    await fleet.kill(fleet.instances()[0]?.id as string)
    await fleet.scale(2)

    expect(fleet.instances().map(({ state }) => state)).toEqual(['killed', 'ready', 'ready'])
    expect((await send(fleet.url, '/work')).status).toBe(200)
  })
})
