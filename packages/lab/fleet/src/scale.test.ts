import { describe, expect, it } from 'vitest'
import { failures, startLoad } from './testing/load.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

describe('scaling', () => {
  it('up gives the new instance requests, down drains it, and the balancer is never restarted', async () => {
    await using fleet = await startTestFleet({ instances: 1, env: { DRAIN_WAIT_MS: '100' } })
    const shoppers = startLoad(fleet.url, { method: 'POST' })
    await shoppers.answered(100)

    await fleet.scale(2)
    const [first, second] = fleet.instances()
    const atTwo = shoppers.results.length
    await shoppers.answered(200)
    await fleet.scale(1)
    const atOne = shoppers.results.length + 30 // those under way
    await shoppers.answered(200)

    const results = await shoppers.stop()
    const served = (from: number, to?: number) =>
      new Set(results.slice(from, to).map(({ instanceId }) => instanceId))
    expect(failures(results)).toEqual([])
    expect(served(0, 50)).toEqual(new Set([first?.id]))
    expect(served(atTwo, atTwo + 200)).toEqual(new Set([first?.id, second?.id]))
    expect(served(atOne)).toEqual(new Set([first?.id]))
    expect(fleet.instances().map(({ state }) => state)).toEqual(['ready', 'stopped'])
  })

  it('to the same number replaces an instance that was killed', async () => {
    await using fleet = await startTestFleet({ instances: 2 })
    await fleet.kill(fleet.instances()[0]?.id as string)

    await fleet.scale(2)

    expect(fleet.instances().map(({ state }) => state)).toEqual(['killed', 'ready', 'ready'])
  })

  it('forgets the address of a killed instance, so that no stranger gets its requests', async () => {
    await using fleet = await startTestFleet({ instances: 2 })
    const [killed, other] = fleet.instances()

    await fleet.kill(killed?.id as string)

    const registered = async () => (await fleet.stats()).targets.map(({ port }) => port)
    await expect.poll(registered, { timeout: 30_000 }).toEqual([other?.port])
  })
})
