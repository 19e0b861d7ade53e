import { describe, expect, it } from 'vitest'
import { startShop } from './testing/start-shop.ts'

describe('the catalogue', () => {
  it('is searched, filtered, sorted and paged', async () => {
    await using shop = await startShop()

    const found = (
      await shop.app.inject('/api/products?q=kettle&category=Kitchen&sort=price-desc&page=1')
    ).json()

    expect(found).toMatchObject({ total: 1, page: 1, pages: 1 })
    expect(found.products[0]).toEqual({
      id: 'copper-kettle',
      name: 'Copper Kettle',
      description: expect.any(String),
      category: 'Kitchen',
      priceCents: 2990,
      status: 'active',
    })
    const { categories } = (await shop.app.inject('/api/categories')).json()
    expect(categories.length).toBeGreaterThanOrEqual(8)
  })

  it('is sent once per version', async () => {
    await using shop = await startShop()
    const ask = (etag?: string) =>
      shop.app.inject({ url: '/api/products', headers: etag ? { 'if-none-match': etag } : {} })
    const { headers } = await ask()

    const again = await ask(headers.etag)
    expect([again.statusCode, again.body]).toEqual([304, ''])
    await shop.adapters.catalog.put([])
    shop.passTime(3)

    expect((await ask(headers.etag)).statusCode).toBe(200)
  })

  it('has a picture for ever, which cannot run', async () => {
    await using shop = await startShop()

    const answer = await shop.app.inject('/api/products/copper-kettle/picture.svg')

    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    })
    expect(answer.body).toMatch(/^<svg /)
  })
})

describe('what operators see', () => {
  it('names each piece of state and where it lives', async () => {
    await using shop = await startShop()

    const { version, instanceId, state } = (await shop.app.inject('/api/state')).json()

    expect([version, instanceId]).toEqual(['stateful', 'shop-1'])
    expect(state).toContainEqual({ state: 'cart', kind: 'in-process', livesIn: 'memory of this process' })
    expect(state).toHaveLength(11)
  })

  it('counts requests by route, never by address', async () => {
    await using shop = await startShop()
    await shop.app.inject('/api/products/copper-kettle')

    const { body } = await shop.app.inject('/metrics')

    expect(body).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/products/:productId",status="200"} 1',
    )
    expect(body).toContain('process_cpu_seconds_total')
    expect(body).not.toContain('copper-kettle')
  })

  it('is not ready before it is warm, and not while it drains', async () => {
    await using shop = await startShop()
    const status = async () => (await shop.app.inject('/readyz')).statusCode

    const before = await status()
    shop.app.health.becomeReady()
    const warm = await status()
    shop.app.health.drain()

    expect([before, warm, await status()]).toEqual([503, 200, 503])
  })

  it('H28 has no page or script that is inline in its documentation', async () => {
    await using shop = await startShop()

    const answer = await shop.app.inject('/docs/')

    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(answer.body).not.toMatch(/<style|\son\w+=/)
  })

  it('H28 has no operation for debugging or chaos', async () => {
    await using shop = await startShop()

    for (const url of ['/__kill', '/debug', '/api/__kill', '/api/debug', '/api/chaos', '/admin'])
      expect([url, (await shop.app.inject(url)).statusCode]).toEqual([url, 404])
  })
})
