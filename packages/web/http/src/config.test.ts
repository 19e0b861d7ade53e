import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { isSecure, loadSettings } from './config.ts'

describe('settings', () => {
  it('have defaults that run on a laptop', () => {
    expect(loadSettings({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      PUBLIC_ORIGIN: 'self',
      DRAIN_SECONDS: 2,
    })
  })

  it('name an instance by chance, the same for its whole life and not by its process id', () => {
    const { INSTANCE_ID } = loadSettings({})

    expect(INSTANCE_ID).toMatch(/^i-[0-9a-f]{10}$/)
    expect(loadSettings({}).INSTANCE_ID).toBe(INSTANCE_ID)
    expect(loadSettings({ INSTANCE_ID: 'blue-1' }).INSTANCE_ID).toBe('blue-1')
  })

  it('are read together with those of an app, and every problem is named at once', () => {
    const own = { SHOP_TABLE: Type.String({ minLength: 1 }) }

    expect(loadSettings({ SHOP_TABLE: 'x' }, own).SHOP_TABLE).toBe('x')
    expect(() => loadSettings({ PORT: '-1', LOG_LEVEL: 'loud' }, own)).toThrow(/SHOP_TABLE.*|PORT.*LOG_LEVEL/)
    for (const name of ['PORT', 'LOG_LEVEL', 'SHOP_TABLE'])
      expect(() => loadSettings({ PORT: '-1', LOG_LEVEL: 'loud' }, own)).toThrow(name)
  })

  it.each([
    'http://shop.example',
    'http://127.0.0.1.evil.example',
    'https://shop.example/path',
    'https://shop.example/',
    'ftp://shop.example',
    'shop.example',
    'https://shop.example,http://127.0.0.1:3000',
    '',
  ])('refuse the public origin %j', (PUBLIC_ORIGIN) => {
    expect(() => loadSettings({ PUBLIC_ORIGIN })).toThrow('PUBLIC_ORIGIN')
  })

  it.each([
    ['self', false],
    ['http://127.0.0.1:8080', false],
    ['http://localhost:8080,self', false],
    ['http://[::1]:8080', false],
    ['https://shop.example', true],
    ['https://shop.example,https://www.shop.example', true],
  ])('take the public origin %j, with Secure cookies: %j', (PUBLIC_ORIGIN, secure) => {
    expect(isSecure(loadSettings({ PUBLIC_ORIGIN }))).toBe(secure)
  })
})
