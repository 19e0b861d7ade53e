import { describe, expect, it } from 'vitest'
import { busyShare, watchMachine } from './machine-load.ts'

describe('busyShare', () => {
  it('is the part of all cores that was not idle', () => {
    expect(busyShare({ idle: 100, all: 200 }, { idle: 130, all: 300 })).toBe(0.7)
    expect(busyShare({ idle: 100, all: 200 }, { idle: 100, all: 200 })).toBe(0)
  })

  it('is of this machine unless told otherwise', () => {
    const busy = watchMachine().busy()

    expect(busy).toBeGreaterThanOrEqual(0)
    expect(busy).toBeLessThanOrEqual(1)
  })
})
