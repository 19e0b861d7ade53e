import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startProcess } from './testing/start-process.ts'

const readiness = async (url: string) =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status,
    () => 'closed',
  )

describe('an instance', () => {
  it('R09 listens only when it is warm: it is ready at the first question', async () => {
    await using shop = await startProcess()

    expect(shop.message).toEqual({ type: 'listening', port: expect.any(Number) })
    expect(await readiness(shop.url)).toBe(200)
    expect((await fetch(`${shop.url}/livez`)).status).toBe(200)
  })

  it('R04 lets a request in flight complete after SIGTERM, then exits with 0', async () => {
    await using shop = await startProcess({ DRAIN_SECONDS: '0.3', SLOW_MS: '2500' })
    const browser = shop.browser()
    await browser.signUp()
    await browser.addToCart('copper-kettle')

    const order = browser.checkOut('slow')
    await sleep(300)
    shop.terminate()

    expect((await order).status).toBe(201)
    expect(await shop.exited).toBe(0)
  })

  it('R03 says 503 to its health check while it goes on serving, then closes', async () => {
    await using shop = await startProcess({ DRAIN_SECONDS: '1' })
    const seen: unknown[] = []

    shop.terminate()
    while ((await readiness(shop.url)) === 200) await sleep(10)
    const answer = await fetch(`${shop.url}/api/products`)
    seen.push(await readiness(shop.url), answer.status, answer.headers.get('connection'))

    expect(seen).toEqual([503, 200, 'close'])
    expect(await shop.exited).toBe(0)
    expect(await readiness(shop.url)).toBe('closed')
  })

  it('R05 is forced to end, with an exit code that says so, by a request that never ends', async () => {
    await using shop = await startProcess({ DRAIN_SECONDS: '0.1', GRACE_SECONDS: '1' })
    const socket = connect(Number(new URL(shop.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.on('error', () => {})
    socket.write(
      'POST /api/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    )
    await sleep(100)

    shop.terminate()

    expect(await shop.exited).toBe(1)
    socket.destroy()
  })

  it('R04 ends the streams of open pages, so that they come back elsewhere', async () => {
    await using shop = await startProcess({ DRAIN_SECONDS: '0.3' })
    const browser = shop.browser()
    await browser.signUp()
    const stream = await browser.request('/api/cart/events')

    shop.terminate()

    expect(await stream.text()).toContain('event: cart')
    expect(await shop.exited).toBe(0)
  })

  it.each([
    ['an adapter cannot be made without', { SECRETS_AWAY_MS: '5000' }, 'secrets service'],
    ['a request will need', { ORDERS_AWAY_MS: '5000' }, 'order store'],
  ])('waits at its start for a service that %s, says so, and becomes ready', async (_what, env, service) => {
    await using shop = await startProcess(env)

    expect(shop.message).toEqual({ type: 'waiting', port: expect.any(Number), service })
    const answer = await fetch(`${shop.url}/readyz`)
    expect([answer.status, await answer.text()]).toEqual([503, `not ready: waiting for the ${service}`])
    expect((await fetch(`${shop.url}/livez`)).status).toBe(200)
    expect((await fetch(`${shop.url}/api/orders`)).status).toBeGreaterThanOrEqual(400)
    await expect.poll(() => readiness(shop.url), { timeout: 30_000 }).toBe(200)
    expect(shop.messages().at(-1)).toEqual({ ...shop.message, type: 'listening', service: undefined })
    expect(shop.output()).toContain(service)
  })

  it('stops when it is told to, although it waits for a service', async () => {
    await using shop = await startProcess({ SECRETS_AWAY_MS: '60000' })

    shop.terminate()

    expect(await shop.exited).toBe(0)
  })

  it('says every problem of its settings in one line and exits with 1', async () => {
    await using shop = await startProcess({ PORT: 'many', LOG_LEVEL: 'loud', DRAIN_SECONDS: '-1' })

    expect(await shop.exited).toBe(1)
    expect(shop.output().trim().split('\n')).toHaveLength(1)
    for (const name of ['PORT', 'LOG_LEVEL', 'DRAIN_SECONDS']) expect(shop.output()).toContain(name)
  })
})
