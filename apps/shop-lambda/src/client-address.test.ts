import { expect, it } from 'vitest'
import { withClientAddress } from './client-address.ts'

it('a client is who the API saw, whatever it wrote about itself', () => {
  const event = {
    rawPath: '/api/products',
    headers: { 'x-forwarded-for': '198.51.100.1, 192.0.2.7', 'x-forwarded-proto': 'http', accept: '*/*' },
    requestContext: { http: { sourceIp: '192.0.2.7' } },
  }

  expect(withClientAddress(event)).toEqual({
    ...event,
    headers: { accept: '*/*', 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' },
  })
})
