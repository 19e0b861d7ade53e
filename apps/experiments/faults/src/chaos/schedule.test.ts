import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chaosFaults } from './fault-table.ts'
import { partOf, scheduleOf } from './schedule.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const lengths = fc.integer({ min: 20, max: 3600 })

it('is the same for the same seed, and a longer run begins like a shorter one', () => {
  fc.assert(
    fc.property(seeds, lengths, fc.integer({ min: 0, max: 600 }), (seed, seconds, more) => {
      const short = scheduleOf({ seed, seconds })
      expect(scheduleOf({ seed, seconds })).toEqual(short)
      expect(scheduleOf({ seed, seconds: seconds + more }).slice(0, short.length)).toEqual(short)
    }),
    { numRuns: 60 },
  )
})

it('is another one for another seed', () => {
  const schedules = Array.from({ length: 50 }, (_, seed) =>
    JSON.stringify(scheduleOf({ seed, seconds: 120 })),
  )

  expect(new Set(schedules).size).toBe(50)
})

it('keeps inside the run, in order, each fault as long as the table says', () => {
  fc.assert(
    fc.property(seeds, lengths, (seed, seconds) => {
      let freeAt = 0
      for (const { atSeconds, faults } of scheduleOf({ seed, seconds })) {
        expect(atSeconds).toBeGreaterThanOrEqual(freeAt)
        freeAt = atSeconds + Math.max(...faults.map((fault) => fault.seconds))
        for (const fault of faults) {
          const [least, most] = chaosFaults.find(({ name }) => name === fault.name)?.seconds ?? [-1, -1]
          expect(fault.seconds).toBeGreaterThanOrEqual(least)
          expect(fault.seconds).toBeLessThanOrEqual(most)
        }
      }
      expect(freeAt).toBeLessThanOrEqual(seconds)
    }),
    { numRuns: 60 },
  )
})

it('never has two faults of one part at once, and the balancer restarts alone', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const { faults } of scheduleOf({ seed, seconds: 600 })) {
        const parts = faults.map(({ name }) => partOf(name))
        expect(new Set(parts).size).toBe(parts.length)
        if (parts.includes('balancer')) expect(parts).toEqual(['balancer'])
      }
    }),
    { numRuns: 60 },
  )
})

it('has every fault of the table in four minutes', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const names = scheduleOf({ seed, seconds: 240 }).flatMap(({ faults }) => faults.map(({ name }) => name))
      expect(new Set(names)).toEqual(new Set(chaosFaults.map(({ name }) => name)))
    }),
    { numRuns: 60 },
  )
})
