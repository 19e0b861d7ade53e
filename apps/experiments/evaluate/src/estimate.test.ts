import { fleetIds } from '@unsticky/report'
import { describe, expect, it } from 'vitest'
import { estimateSeconds, roughly, secondsLeft } from './estimate.ts'
import { readChoices } from './read-settings.ts'

const settingsFor = (...args: string[]) => readChoices(args).settings

describe('the estimate', () => {
  it('is about 20 minutes, and a few for --quick', () => {
    expect(estimateSeconds(settingsFor()) / 60).toBeCloseTo(19, 0)
    expect(estimateSeconds(settingsFor('--quick')) / 60).toBeLessThan(7)
  })

  it('goes by the turns that ended, where there are any', () => {
    expect(secondsLeft(settingsFor(), { turnsLeft: 2, turnSeconds: [] })).toBe(2 * (15 + 90 + 22))
    expect(secondsLeft(settingsFor(), { turnsLeft: 2, turnSeconds: [100, 200] })).toBe(300)
  })

  it('is told as roughly as it is known', () => {
    expect([3, 44, 89, 90, 1150].map(roughly)).toEqual([
      'about 10 s',
      'about 40 s',
      'about 90 s',
      'about 2 min',
      'about 19 min',
    ])
  })
})

describe('the choices', () => {
  it('are all fleets, three times, unless told otherwise', () => {
    expect(settingsFor()).toMatchObject({ fleets: fleetIds, repeats: 3, order: 'rotated', isQuick: false })
    expect(settingsFor('--fleets', 'stateless', '--seed', '4')).toMatchObject({
      fleets: ['stateless'],
      order: 4,
    })
  })
})
