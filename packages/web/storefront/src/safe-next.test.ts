import { describe, expect, it } from 'vitest'
import { loginUrl, safeNext } from './safe-next.ts'

describe('safeNext', () => {
  it.each([
    ['/', '/'],
    ['/checkout', '/checkout'],
    ['/?q=tea%20%26%20coffee&page=2#top', '/?q=tea%20%26%20coffee&page=2#top'],
    ['/orders/order_1?placed=yes', '/orders/order_1?placed=yes'],
    ['/a@b', '/a@b'],
    ['/a/../cart', '/cart'],
  ])('keeps the path %j', (next, expected) => {
    expect(safeNext(next)).toBe(expected)
  })

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%5Cevil.example',
    '/%2Fevil.example',
    'https:evil.example',
    'https://evil.example/',
    'https://shop.example@evil.example/',
    'user@evil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    '/%0D%0ALocation:%20https://evil.example',
    '/\n/evil.example',
    ' /cart',
    '\u2028//evil.example',
    '/..//evil.example',
    '/./\t/evil.example',
    '/%',
    'javascript:alert(1)',
    'data:text/html,x',
    'cart',
    '',
    `/${'a'.repeat(3000)}`,
    undefined,
    ['/cart', '//evil.example'],
  ])('refuses %j', (next) => {
    expect(safeNext(next)).toBe('/')
  })

  it('takes the path of a login address that it made itself', () => {
    const next = new URL(loginUrl('/orders?page=2&x=//y'), 'http://localhost').searchParams.get('next')

    expect(safeNext(next)).toBe('/orders?page=2&x=//y')
  })
})
