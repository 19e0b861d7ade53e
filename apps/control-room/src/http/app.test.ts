import { describe, expect, it } from 'vitest'
import { createQuietRoom } from '../testing/quiet-room.ts'
import { createControlRoomApp } from './app.ts'

const host = '127.0.0.1:4000'
const origin = `http://${host}`
const token = 'a'.repeat(48)
const own = { host, 'x-control-token': token, origin, 'sec-fetch-site': 'same-origin' }

describe("the control room's server", () => {
  it('does what its own page asks', async () => {
    const { app, asked } = await start()

    const answer = await app.inject({
      method: 'POST',
      url: '/api/columns/before/instances/i-1/kill',
      headers: own,
    })

    expect(answer.statusCode).toBe(204)
    expect(asked).toEqual(['["before","kill","i-1"]'])
  })

  it.each([
    ['a foreign Host, as after DNS rebinding', { ...own, host: 'evil.test:4000' }],
    ['another port of this host', { ...own, host: '127.0.0.1:4001' }],
    ['a foreign Origin', { ...own, origin: 'http://evil.test' }],
    ['another port as Origin', { ...own, origin: 'http://127.0.0.1:5000' }],
    ['an opaque Origin', { ...own, origin: 'null' }],
    ['a cross-site request', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['another port of this host, as the browser says', { ...own, 'sec-fetch-site': 'same-site' }],
    ['no token', { ...own, 'x-control-token': undefined }],
    ['a wrong token', { ...own, 'x-control-token': 'b'.repeat(48) }],
    ['a shorter token', { ...own, 'x-control-token': 'a' }],
  ])('refuses a change with %s', async (_name, headers) => {
    const { app, asked } = await start()

    const answer = await app.inject({ method: 'POST', url: '/api/reset', headers: withoutUndefined(headers) })

    expect(answer.statusCode).toBe(403)
    expect(asked).toEqual([])
  })

  it.each([
    ['host', 'localhost:4000'],
    ['origin', 'http://evil.test'],
    ['sec-fetch-site', 'cross-site'],
  ])('does not tell what goes on to a foreign %s', async (name, value) => {
    const { app } = await start()

    const answer = await app.inject({ url: '/api/snapshot', headers: { host, [name]: value } })

    expect(answer.statusCode).toBe(403)
  })

  it('may be linked to, and is in no frame and runs nothing inline', async () => {
    const { app } = await start()
    const link = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

    const { statusCode, headers, body } = await app.inject({ url: '/', headers: link })

    expect(statusCode).toBe(200)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/)
  })

  it.each([
    ['control-room-theme=dark', '<html lang="en" data-theme="dark">'],
    ['session=abc; control-room-theme=light; more=1', '<html lang="en" data-theme="light">'],
    ['control-room-theme=darker', '<html lang="en">'],
    ['not-control-room-theme=dark', '<html lang="en">'],
    ['control-room-theme="><script>', '<html lang="en">'],
    ['', '<html lang="en">'],
  ])('comes in the colours that the cookie "%s" names', async (cookie, html) => {
    const { app } = await start()

    const { body } = await app.inject({ url: '/', headers: { host, cookie } })

    expect(body).toContain(html)
  })

  it.each([
    ['/api/shoppers', { isOn: true, count: 4000, perSecond: 1, devices: 1 }],
    ['/api/shoppers', { isOn: 'yes', count: 1, perSecond: 1, devices: 1 }],
    ['/api/shoppers', { isOn: true, count: 1, perSecond: 1, devices: 1, more: 1 }],
    ['/api/shoppers', {}],
    ['/api/columns/after/scale', { count: 0 }],
    ['/api/columns/after/scale', { count: 99 }],
    ['/api/services/carts/fault', { mode: 'slow' }],
    ['/api/services/carts/fault', { mode: 'slow', delayMs: 600_000 }],
    ['/api/services/carts/fault', { mode: 'burn' }],
    ['/api/columns/before/instances/i-1/burn', undefined],
    ['/api/columns/before/instances/..%2f..%2fx/kill', undefined],
  ])('refuses %s with %o', async (url, payload) => {
    const { app, asked } = await start()

    const answer = await app.inject({ method: 'POST', url, headers: own, payload })

    expect(answer.statusCode).toBe(400)
    expect(asked).toEqual([])
  })
})

async function start() {
  const { room, asked } = createQuietRoom()
  return { app: await createControlRoomApp({ room, host: () => host, token }), asked }
}

const withoutUndefined = (headers: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
