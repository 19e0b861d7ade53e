import { describe, expect, it } from 'vitest'
import { frameableHeaders, requestHeaders } from './device-headers.ts'

const ways = { from: 'http://127.0.0.1:5000', to: 'http://127.0.0.1:8000', cookie: 'session=one' }
const room = 'http://127.0.0.1:4000'

describe('the headers of a device', () => {
  it("carry the device's cookies to the shop, and not the browser's", () => {
    const headers = requestHeaders({ cookie: 'session=other', origin: ways.from, host: 'x' }, ways)

    expect(headers).toEqual({ host: '127.0.0.1:8000', cookie: 'session=one', origin: ways.to })
  })

  it('leave a foreign origin as it is, for the shop to refuse', () => {
    expect(requestHeaders({ origin: 'http://evil.test' }, ways).origin).toBe('http://evil.test')
  })

  it('keep cookies from the browser and let the control room alone frame the page', () => {
    const policy = "default-src 'none'; frame-ancestors 'none'"

    const headers = frameableHeaders({ 'set-cookie': ['a=b'], 'content-security-policy': policy }, room)

    expect(headers).toEqual({ 'content-security-policy': `default-src 'none'; frame-ancestors ${room}` })
  })

  it('let nobody frame an answer without a policy but the control room', () => {
    expect(frameableHeaders({}, room)['content-security-policy']).toContain(`frame-ancestors ${room}`)
  })
})
