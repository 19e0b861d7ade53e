import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { loadSettings } from '../config.ts'
import { createEdge } from '../create-edge.ts'

/** Any app on the edge, with requests that stay as long as the test wants. */
async function startApp(env: Readonly<Record<string, string>> = {}) {
  const settings = loadSettings({
    LOG_LEVEL: 'silent',
    INSTANCE_ID: 'shop-1',
    OVERLOAD_DELAY_MS: '20',
    ...env,
  })
  const app = await createEdge(settings, { held: { sessions: () => 0, carts: () => 0 } })
  const waiting: (() => void)[] = []
  app.get('/slow', async () => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return { done: true }
  })
  app.get('/api/products', async () => ({ products: [] }))
  app.get('/api/cart', async () => ({ lines: [] }))
  app.post('/api/orders', async () => ({ ordered: true }))
  app.health.becomeReady()
  return { app, hold, release, [Symbol.asyncDispose]: close }

  /** So many requests are under way. */
  async function hold(count: number) {
    const held = Array.from({ length: count }, () => app.inject('/slow'))
    await expect.poll(() => waiting.length, { timeout: 30_000 }).toBe(count)
    return held
  }

  async function release(count: number) {
    for (const go of waiting.splice(0, count)) go()
    await sleep(10)
  }

  async function close() {
    await release(waiting.length)
    await app.close()
  }
}

/** The event loop comes late, look after look. */
async function keepLoopBusy(looks: number, { lateMs = 90 } = {}) {
  for (let look = 0; look < looks; look += 1) {
    const end = performance.now() + lateMs
    while (performance.now() < end);
    await sleep(1)
  }
}

const statusOf = async (answer: Promise<{ statusCode: number }>) => (await answer).statusCode

describe('an instance that gets more than it can serve', { timeout: 60_000 }, () => {
  it('refuses at once who looks and who shops, takes who pays, and stays ready', async () => {
    await using test = await startApp({ OVERLOAD_DELAY_MS: '60' })
    await test.hold(40)
    await keepLoopBusy(20)
    await test.release(28)
    await sleep(50)

    const looks = await test.app.inject('/api/products')
    expect([looks.statusCode, looks.json().code]).toEqual([503, 'SHOP_BUSY'])
    expect(looks.headers['retry-after']).toMatch(/^[123]$/)
    expect(looks.headers['content-type']).toContain('application/problem+json')
    expect(await statusOf(test.app.inject('/api/cart'))).toBe(503)
    expect(await statusOf(test.app.inject({ method: 'POST', url: '/api/orders' }))).toBe(200)
    expect(await statusOf(test.app.inject('/readyz'))).toBe(200)
  })

  it('lets everybody in again after seconds of calm', async () => {
    await using test = await startApp({ OVERLOAD_DELAY_MS: '60' })
    await test.hold(40)
    await keepLoopBusy(20)
    await test.release(40)

    await expect
      .poll(async () => new Set((await Promise.all(burst(test.app))).map(({ statusCode }) => statusCode)), {
        timeout: 30_000,
        interval: 1000,
      })
      .toEqual(new Set([200]))
  })

  it('takes a single pause for what it is', async () => {
    await using test = await startApp({ OVERLOAD_DELAY_MS: '700' })
    await test.hold(40)

    await keepLoopBusy(1, { lateMs: 1500 })

    expect(await statusOf(test.app.inject('/api/products'))).toBe(200)
  })

  it('refuses nobody when it is told not to', async () => {
    await using test = await startApp({ OVERLOAD_DELAY_MS: '0' })
    await test.hold(40)

    await keepLoopBusy(20)

    expect(await statusOf(test.app.inject('/api/products'))).toBe(200)
  })
})

const burst = (app: Awaited<ReturnType<typeof startApp>>['app']) =>
  Array.from({ length: 30 }, () => app.inject('/api/products'))
