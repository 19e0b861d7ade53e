import { describe, expect, it } from 'vitest'
import { cookieHeader, keepCookies } from './device.ts'

describe('the cookies of a device', () => {
  it('are kept, replaced and forgotten as the shop says', () => {
    const cookies = new Map([
      ['old', '1'],
      ['gone', '1'],
      ['past', '1'],
    ])

    keepCookies(cookies, [
      'old=2; Path=/; HttpOnly',
      'new="a=b"; SameSite=Lax; Max-Age=60',
      'gone=; Max-Age=0',
      'past=; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ])

    expect(cookieHeader(cookies)).toBe('old=2; new="a=b"')
  })
})
