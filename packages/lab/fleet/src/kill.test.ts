import { describe, expect, it } from 'vitest'
import type { BalancerSettings } from './settings.ts'
import { uploadPath } from './settings.ts'
import { failures, startLoad } from './testing/load.ts'
import { send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

const connections = 30

describe('an instance killed under load', () => {
  it('costs no read when failures are handled resiliently', async () => {
    const { failed, repeats } = await killUnderLoad({ failureHandling: 'resilient' }, { method: 'GET' })

    expect(failed).toEqual([])
    expect(repeats).toBeGreaterThan(0)
  })

  it('costs no write with an Idempotency-Key; what ran twice ran on the killed instance first', async () => {
    const { failed, executions, killed } = await killUnderLoad(
      { failureHandling: 'resilient' },
      { method: 'POST', keyed: true },
    )

    expect(failed).toEqual([])
    const twice = [...executions.values()].filter((instances) => instances.length > 1)
    expect(twice.filter(([first, ...others]) => first !== killed || others.length > 1)).toEqual([])
  })

  it('costs a write without a key only where it was in flight there, and never runs it twice', async () => {
    const { failed, executions, killed } = await killUnderLoad(
      { failureHandling: 'resilient' },
      { method: 'POST' },
    )

    expect(failed.length).toBeGreaterThan(0)
    // Each of the connections had one request under way. Some were executed there, some died in the socket.
    expect(failed.length).toBeLessThanOrEqual(connections)
    expect(failed.flatMap(({ name }) => executions.get(name) ?? []).filter((id) => id !== killed)).toEqual([])
    expect([...executions.values()].filter((instances) => instances.length > 1)).toEqual([])
  })

  it('costs no picture: the whole body is sent again', async () => {
    await using fleet = await startTestFleet({ instances: 2 })
    const body = Buffer.alloc(5 * 1024 * 1024, 'a')
    const headers = { 'x-request-name': 'picture', 'idempotency-key': 'picture' }
    const upload = send(fleet.url, `${uploadPath}?ms=700`, { method: 'POST', headers, body })
    await expect.poll(() => fleet.executions().has('picture')).toBe(true)

    await fleet.kill(fleet.executions().get('picture')?.[0] as string)

    expect(JSON.parse((await upload).body).bytes).toBe(body.length)
    expect(fleet.executions().get('picture')).toHaveLength(2)
  })

  it('costs reads behind an ALB-like balancer, which repeats nothing', async () => {
    const { failed, repeats } = await killUnderLoad({ failureHandling: 'alb-like' }, { method: 'GET' })

    expect(failed.length).toBeGreaterThan(0)
    expect(repeats).toBe(0)
  })
})

async function killUnderLoad(
  settings: Pick<BalancerSettings, 'failureHandling'>,
  load: { method: 'GET' | 'POST'; keyed?: boolean },
) {
  await using fleet = await startTestFleet(settings)
  const shoppers = startLoad(fleet.url, { ...load, connections })
  await shoppers.answered(500)
  const killed = fleet.instances()[1]?.id as string
  await fleet.kill(killed)
  await shoppers.answered(1500)
  const failed = failures(await shoppers.stop())
  const { repeats } = await fleet.stats()
  return { failed, killed, repeats, executions: fleet.executions() }
}
