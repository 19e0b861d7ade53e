import { fleetIds } from '@unsticky/report'
import { describe, expect, it } from 'vitest'
import { turnsOf } from './turns.ts'

const all = { fleets: [...fleetIds], repeats: 3 }
const idsOf = (turns: ReturnType<typeof turnsOf>) => turns.map(({ contestant }) => contestant.id)

describe('turnsOf', () => {
  it('gives each fleet each place once when rotated', () => {
    const ids = idsOf(turnsOf({ ...all, order: 'rotated' }))

    for (const place of [0, 1, 2]) expect(new Set([ids[place], ids[place + 3], ids[place + 6]]).size).toBe(3)
  })

  it.each(['rotated', 7] as const)('runs every fleet once before any comes again, order %s', (order) => {
    const turns = turnsOf({ ...all, order })

    for (const repeat of [1, 2, 3]) {
      const round = turns.filter((turn) => turn.repeat === repeat)
      expect(idsOf(round).toSorted()).toEqual([...fleetIds].toSorted())
      expect(round.map(({ number }) => number)).toEqual([1, 2, 3].map((place) => (repeat - 1) * 3 + place))
    }
  })

  it('is the same again for the same seed, and another for another', () => {
    const ids = (seed: number) => idsOf(turnsOf({ ...all, repeats: 10, order: seed }))

    expect(ids(7)).toEqual(ids(7))
    expect(ids(7)).not.toEqual(ids(8))
  })

  it('leaves out what was not chosen', () => {
    expect(idsOf(turnsOf({ fleets: ['stateless'], repeats: 2, order: 'rotated' }))).toEqual([
      'stateless',
      'stateless',
    ])
  })
})
