import { describe, expect, it } from 'vitest'
import { newId } from './ids.ts'

describe('newId', () => {
  it('sorts by time as text, without a counter', () => {
    const ids = Array.from({ length: 100 }, (_, index) => newId('order', () => 1_800_000_000_000 + index * 7))

    expect([...ids].sort()).toEqual(ids)
  })

  it('is never the same twice in the same millisecond', () => {
    const ids = Array.from({ length: 5_000 }, () => newId('order', () => 1_800_000_000_000))

    expect(new Set(ids).size).toBe(5_000)
  })

  it('carries its prefix, and fits into the key of a file', () => {
    expect(newId('account', () => 1_800_000_000_000)).toMatch(/^account_[0-9a-f-]{36}$/)
  })
})
