import { describe, expect, it } from 'vitest'
import { createFaultProxy } from './fault-proxy.ts'
import { openClient, startEcho } from './testing/echo.ts'

const patient = { timeout: 30_000, interval: 5 }

describe('a fault proxy', () => {
  it('passes bytes both ways and the end of a connection', async () => {
    await using setup = await start()
    using client = await openClient(setup.proxy.port)

    client.say('hello')
    await expect.poll(client.heard, patient).toBe('hello')
    client.end()

    expect(await client.closed).toBe('closed')
    expect(setup.proxy.bytes).toBe(10)
  })

  it('passes a large stream whole and in order', async () => {
    await using setup = await start()
    using client = await openClient(setup.proxy.port)
    const text = Array.from({ length: 200_000 }, (_, number) => `${number},`).join('')

    client.say(text)

    await expect.poll(() => client.heard().length, patient).toBe(text.length)
    expect(client.heard()).toBe(text)
  })

  it('stopped, cuts who is there and refuses who comes, until it passes again on the same port', async () => {
    await using setup = await start()
    using before = await openClient(setup.proxy.port)
    await before.outcome

    await setup.proxy.set({ mode: 'stop' })
    using meanwhile = await openClient(setup.proxy.port)

    expect(await before.closed).toBe('ECONNRESET')
    expect(await meanwhile.outcome).toBe('ECONNREFUSED')
    await setup.proxy.set({ mode: 'pass' })
    using after = await openClient(setup.proxy.port)
    after.say('back')
    await expect.poll(after.heard, patient).toBe('back')
  })

  it('frozen, accepts and says nothing; thawed, delivers what was held back', async () => {
    await using setup = await start()
    using there = await openClient(setup.proxy.port)
    await there.outcome
    await setup.proxy.set({ mode: 'freeze' })
    using newcomer = await openClient(setup.proxy.port)
    const bytes = setup.proxy.bytes

    there.say('one')
    newcomer.say('two')
    expect(await newcomer.outcome).toBe('connected')
    await expect.poll(() => setup.proxy.bytes, patient).toBe(bytes + 6)
    expect([there.heard(), newcomer.heard()]).toEqual(['', ''])
    await setup.proxy.set({ mode: 'pass' })

    await expect.poll(() => [there.heard(), newcomer.heard()], patient).toEqual(['one', 'two'])
  })

  it('slow, answers no earlier than the delay and keeps the order when the delay is taken away', async () => {
    await using setup = await start()
    using client = await openClient(setup.proxy.port)
    await client.outcome
    await setup.proxy.set({ mode: 'slow', delayMs: 150 })

    const sentAt = performance.now()
    client.say('first ')
    await expect.poll(() => setup.proxy.bytes, patient).toBe(12)
    await setup.proxy.set({ mode: 'pass' })
    client.say('second')

    await expect.poll(client.heard, patient).toBe('first second')
    expect(performance.now() - sentAt).toBeGreaterThan(145)
  })

  it('looks like its server when that one is gone', async () => {
    await using setup = await start()
    await setup.echo.stop()

    using client = await openClient(setup.proxy.port)

    expect(['ECONNRESET', 'closed']).toContain(await client.closed)
  })

  it('refuses an impossible delay and goes on as before', async () => {
    await using setup = await start()

    await expect(setup.proxy.set({ mode: 'slow', delayMs: -1 })).rejects.toThrow(RangeError)
    await expect(setup.proxy.set({ mode: 'slow', delayMs: Number.NaN })).rejects.toThrow(RangeError)

    expect(setup.proxy.fault).toEqual({ mode: 'pass' })
  })
})

async function start() {
  const echo = await startEcho()
  const proxy = await createFaultProxy({ targetPort: echo.port })
  return {
    echo,
    proxy,
    [Symbol.asyncDispose]: async () => {
      await proxy.close()
      await echo.stop().catch(() => {})
    },
  }
}
