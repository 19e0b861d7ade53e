import { expect, it } from 'vitest'
import { mixFor } from './shopper-mix.ts'

it('is 60 % cart reads, 20 % cart writes, 15 % products and 5 % profiles', () => {
  const mix = mixFor({ cookie: 'session=a', csrfToken: 'token' })
  const share = (test: (path: string, method: string) => boolean) =>
    mix.filter(({ path, method }) => test(path, method)).length / mix.length

  expect(share((path) => path === '/api/cart')).toBe(0.6)
  expect(share((_, method) => method === 'PUT')).toBe(0.2)
  expect(share((path) => path.startsWith('/api/products/'))).toBe(0.15)
  expect(share((path) => path === '/api/profile')).toBe(0.05)
})

it('asks as the shopper and proves each write', () => {
  const mix = mixFor({ cookie: 'session=a', csrfToken: 'token' })

  expect(mix.every(({ headers }) => headers.cookie === 'session=a')).toBe(true)
  const writes = mix.filter(({ method }) => method === 'PUT')
  expect(writes.every(({ headers }) => headers['x-csrf-token'] === 'token')).toBe(true)
})
