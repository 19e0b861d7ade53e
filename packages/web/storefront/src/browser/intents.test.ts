import { afterEach, beforeEach, expect, it, vi } from 'vitest'
// @ts-expect-error served to browsers as it is, so it has no type declaration here
import { forgetIntent, intentKey } from './intents.js'

const kept = new Map<string, string>()
beforeEach(() => {
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  kept.clear()
})

it.each([
  ['POST /api/session', { email: 'ada@example.com', password: 'Kettle-and-tea-42' }],
  ['POST /api/accounts', { email: 'ada@example.com', password: 'Kettle-and-tea-42' }],
  ['PUT /api/profile/password', { password: 'Kettle-and-tea-42', newPassword: 'Another-tea-43' }],
  ['POST /api/profile/sessions/end', { password: 'Kettle-and-tea-42' }],
  ['PATCH /api/profile', { displayName: 'Ada' }],
])('writes down nothing of %s, and repeats it under one key', (intent, body) => {
  const key = intentKey(intent, body)

  expect(intentKey(intent, { ...body })).toBe(key)
  expect([...kept.values()]).toEqual([])

  forgetIntent(intent)
  expect(intentKey(intent, body)).not.toBe(key)
})

it.each(['POST /api/orders', 'POST /api/cart/lines'])('keeps %s for the tab, over a reload', (intent) => {
  const key = intentKey(intent, { quantity: 1 })

  expect([...kept.values()].join()).toContain(key)
  expect(intentKey(intent, { quantity: 1 })).toBe(key)
  expect(intentKey(intent, { quantity: 2 })).not.toBe(key)
})
