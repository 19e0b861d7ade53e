import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

const keyedPost = () => ({ method: 'POST', headers: { 'idempotency-key': randomUUID() } })

describe('a frozen instance', () => {
  it('is taken out, others answer for it, and it comes back when thawed', async () => {
    await using fleet = await startTestFleet()
    const frozen = fleet.instances()[1]?.id as string
    await fleet.freeze(frozen)
    expect(fleet.instances()[1]?.state).toBe('frozen')

    const answers = await Promise.all([
      ...Array.from({ length: 12 }, () => send(fleet.url, '/work')),
      ...Array.from({ length: 12 }, () => send(fleet.url, '/work', keyedPost())),
    ])

    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    const healthy = async () => (await fleet.stats()).targets.find(({ id }) => id === frozen)?.healthy
    await expect.poll(healthy, { timeout: 30_000 }).toBe(false)

    await fleet.thaw(frozen)

    expect(await healthy()).toBe(true)
    const after = await Promise.all(Array.from({ length: 12 }, () => send(fleet.url, '/work')))
    expect(after.map(({ instanceId }) => instanceId)).toContain(frozen)
  })

  it('can be killed, and cannot be frozen twice', async () => {
    await using fleet = await startTestFleet({ instances: 1 })
    const id = fleet.instances()[0]?.id as string
    await fleet.freeze(id)

    await expect(fleet.freeze(id)).rejects.toThrow(`Instance ${id} is frozen`)
    expect(await fleet.kill(id)).toEqual({ code: null, signal: 'SIGKILL' })
    await expect(fleet.thaw(id)).rejects.toThrow(`Instance ${id} is killed`)
  })
})
