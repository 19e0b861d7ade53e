import { allParts, shopParts } from '@unsticky/http'
import { describe, expect, it } from 'vitest'
import { defaultPart, pathRules, privatePatterns } from './path-rules.ts'

/** As an ALB matches: `*` is any number of characters, `?` one; upper and lower case differ. */
const matches = (pattern: string, path: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(path)

const partOf = (path: string) =>
  pathRules().find(({ patterns }) => patterns.some((pattern) => matches(pattern, path)))?.part ??
  defaultPart()

const isPrivate = (path: string) => privatePatterns.some((pattern) => matches(pattern, path))

describe('the rules of the balancer', () => {
  it('lead every path of a part, and what is below it, to that part', () => {
    for (const part of allParts) {
      for (const path of shopParts[part].filter((path) => path !== '/')) {
        expect([path, partOf(path)]).toEqual([path, part])
        expect([path, partOf(`${path}/some-thing/lines`)]).toEqual([path, part])
        expect([path, partOf(`${path}-of-others`)]).toEqual([path, 'pages'])
      }
    }
    expect(partOf('/')).toBe('pages')
    expect(partOf('/products/copper-kettle')).toBe('pages')
  })

  it('name at most five values each, as no balancer takes more', () => {
    const many = { ...shopParts, cart: Array.from({ length: 12 }, (_, index) => `/api/cart-${index}`) }

    for (const { patterns } of [...pathRules(), ...pathRules(many)])
      expect(patterns.length).toBeLessThanOrEqual(5)
    expect(pathRules(many).flatMap(({ part, patterns }) => (part === 'cart' ? patterns : []))).toHaveLength(
      24,
    )
    expect(privatePatterns.length).toBeLessThanOrEqual(5)
  })

  it('are refused for a shop that nobody answers "/" in', () => {
    expect(() => defaultPart({ ...shopParts, pages: [] as never })).toThrow('"/"')
  })

  it.each(['/livez', '/readyz', '/metrics', '/%6detrics', '/metric%73', '/%2e/metrics', '/%6C%69vez'])(
    'refuse %s, however it is written',
    (path) => {
      expect(isPrivate(path)).toBe(true)
    },
  )

  it.each(['/', '/livezone', '/api/cart', '/products/copper-kettle', '/assets/0123456789ab/cart.js'])(
    'let %s through',
    (path) => {
      expect(isPrivate(path)).toBe(false)
    },
  )
})
