import { describe, expect, it } from 'vitest'
import { failures, startLoad } from './testing/load.ts'
import { send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

describe('a graceful end', () => {
  it('of all three instances, one after the other, costs nothing, not even a write without a key', async () => {
    await using fleet = await startTestFleet({ env: { DRAIN_WAIT_MS: '200' } })
    const before = fleet.instances().map(({ id }) => id)
    const shoppers = startLoad(fleet.url, { method: 'POST' })
    await shoppers.answered(200)

    await fleet.rollingRestart()

    await shoppers.answered(200)
    const results = await shoppers.stop()
    expect(failures(results)).toEqual([])
    const running = fleet.instances().filter(({ state }) => state === 'ready')
    expect(running).toHaveLength(3)
    expect(running.filter(({ id }) => before.includes(id))).toEqual([])
    expect(new Set(results.slice(-100).map(({ instanceId }) => instanceId))).toEqual(
      new Set(running.map(({ id }) => id)),
    )
  })

  it.each(['resilient', 'alb-like'] as const)(
    'by a SIGTERM that the fleet knows nothing of costs nothing (%s)',
    async (failureHandling) => {
      await using fleet = await startTestFleet({ failureHandling, env: { DRAIN_WAIT_MS: '1500' } })
      const shoppers = startLoad(fleet.url, { method: 'POST' })
      await shoppers.answered(200)
      const [terminated] = fleet.instances()

      process.kill(terminated?.pid as number, 'SIGTERM')
      await stateOf(fleet, terminated?.id as string, 'stopped')

      await shoppers.answered(200)
      expect(failures(await shoppers.stop())).toEqual([])
    },
  )

  it('lets a request in flight end and exits with 0', async () => {
    await using fleet = await startTestFleet({ instances: 1, env: { DRAIN_WAIT_MS: '0' } })
    const [instance] = fleet.instances()
    const inFlight = send(fleet.url, '/work?ms=1500', {
      method: 'POST',
      headers: { 'x-request-name': 'slow' },
    })
    await expect.poll(() => fleet.executions().has('slow')).toBe(true)

    const exit = await fleet.drain(instance?.id as string)

    expect(exit).toEqual({ code: 0, signal: null })
    expect((await inFlight).status).toBe(200)
  })

  it('becomes a kill when the deregistration delay is over', async () => {
    await using fleet = await startTestFleet({
      instances: 1,
      deregistrationDelayMs: 100,
      env: { DRAIN_WAIT_MS: '60000' },
    })
    const [instance] = fleet.instances()

    expect(await fleet.drain(instance?.id as string)).toEqual({ code: null, signal: 'SIGKILL' })
    expect(fleet.instances()[0]?.state).toBe('killed')
  })
})

async function stateOf(fleet: Awaited<ReturnType<typeof startTestFleet>>, id: string, state: string) {
  const current = () => fleet.instances().find((instance) => instance.id === id)?.state
  await expect.poll(current, { timeout: 30_000 }).toBe(state)
}
